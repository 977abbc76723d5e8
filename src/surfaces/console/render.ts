/** A message of the bot as the body of a console message. Files are put on their shelf first; here they are addresses. */
import type { Button, Form, Message } from '../../chat/card.ts';
import type { ConsoleAction, MessageBody } from './message.ts';
import { plainText } from './plain-text.ts';

export interface RenderOptions {
  /** IANA zone of the times in `text`. */
  readonly zone: string;
  readonly files: MessageBody['files'];
}

export function renderMessage(message: Message, options: RenderOptions): MessageBody {
  const { kind, sandbox } = message;
  const base = { kind, sandbox, text: plainText(message, options.zone), files: options.files };
  switch (kind) {
    case 'card': {
      const { kind: _, buttons, sandbox: __, ...card } = message;
      return { ...base, actions: buttons.map(toAction), card };
    }
    case 'note':
      return {
        ...base,
        actions: (message.buttons ?? []).map(toAction),
        note: { text: message.text, blocks: message.blocks ?? [] },
      };
    case 'form': {
      const { kind: _, sandbox: __, ...form } = message;
      return { ...base, actions: [], form };
    }
  }
}

/** The form with what was typed and what was wrong with it; a file has to be chosen again. */
export function withErrors(
  body: MessageBody,
  values: Readonly<Record<string, string>>,
  errors: Readonly<Record<string, string>>,
  zone: string,
): MessageBody {
  if (body.form === undefined) return body;
  const fields = body.form.fields.map(({ error: _, ...field }) => {
    const error = errors[field.name];
    const value = values[field.name] ?? field.value;
    return { ...field, ...(value === undefined ? {} : { value }), ...(error === undefined ? {} : { error }) };
  });
  const form: Form = { kind: 'form', sandbox: body.sandbox, ...body.form, fields };
  return renderMessage(form, { zone, files: [] });
}

function toAction(button: Button): ConsoleAction {
  return {
    id: button.action,
    label: button.label,
    value: button.value,
    ...(button.style === undefined ? {} : { style: button.style }),
    ...(button.confirm === undefined ? {} : { confirm: button.confirm }),
  };
}
