// Slack's limits as published, on purpose written down a second time: what the renderer gets wrong must not be wrong here
// too. Answers what Slack would refuse; empty when it takes the payload.

type Json = unknown;
type Fields = Readonly<Record<string, Json>>;

const isFields = (value: Json): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const list = (value: Json): readonly Json[] => (Array.isArray(value) ? value : []);
const str = (value: Json): string => (typeof value === 'string' ? value : '');

const TEXT_MAX: Readonly<Record<string, number>> = { section: 3000, header: 150 };

/** All blocks of a message, or of a modal. */
export function blockViolations(blocks: readonly Json[], where: 'message' | 'modal'): readonly string[] {
  const found: string[] = [];
  const most = where === 'message' ? 50 : 100;
  if (blocks.length > most) found.push(`${blocks.length} blocks`);
  if (where === 'message' && charsOf(blocks) > 13_200) found.push(`msg_blocks_too_long: ${charsOf(blocks)}`);
  found.push(
    ...repeated(
      blocks.flatMap((block) => (isFields(block) && 'block_id' in block ? [str(block.block_id)] : [])),
      'block_id',
    ),
  );
  if (where === 'message') {
    const ids = blocks
      .flatMap((block) => (isFields(block) ? list(block.elements) : []))
      .flatMap((one) => (isFields(one) && 'action_id' in one ? [str(one.action_id)] : []));
    found.push(...repeated(ids, 'action_id'));
  }
  for (const block of blocks) if (isFields(block)) found.push(...inBlock(block, where));
  return found;
}

export function viewViolations(view: Json): readonly string[] {
  if (!isFields(view)) return ['no view'];
  const found = [...blockViolations(list(view.blocks), 'modal')];
  for (const part of ['title', 'submit', 'close']) if (part in view) found.push(...plainText(view[part], 24, part));
  if (!('title' in view)) found.push('a view needs a title');
  if (str(view.callback_id).length > 255) found.push('callback_id');
  if (str(view.private_metadata).length > 3000) found.push('private_metadata');
  if (list(view.blocks).some((block) => isFields(block) && block.type === 'input') && !('submit' in view))
    found.push('inputs need a submit');
  if (Buffer.byteLength(JSON.stringify(view)) > 250_000) found.push('view too large');
  return found;
}

function inBlock(block: Fields, where: 'message' | 'modal'): readonly string[] {
  const id = 'block_id' in block ? atMost(str(block.block_id), 255, 'block_id', 1) : [];
  switch (block.type) {
    case 'section':
      return [...id, ...anyText(block.text, TEXT_MAX.section ?? 0, 'section')];
    case 'header':
      return [...id, ...plainText(block.text, 150, 'header')];
    case 'context': {
      const elements = list(block.elements);
      return [...id, ...count(elements, 1, 10, 'context'), ...elements.flatMap((one) => anyText(one, 3000, 'context'))];
    }
    case 'actions': {
      const elements = list(block.elements);
      return [...id, ...count(elements, 1, 25, 'actions'), ...elements.flatMap(inElement)];
    }
    case 'input':
      if (where === 'message') return ['an input in a message'];
      return [
        ...id,
        ...plainText(block.label, 2000, 'label'),
        ...('hint' in block ? plainText(block.hint, 2000, 'hint') : []),
        ...inElement(block.element),
      ];
    default:
      return [`unknown block ${String(block.type)}`];
  }
}

function inElement(element: Json): readonly string[] {
  if (!isFields(element)) return ['no element'];
  const options = list(element.options);
  const found = [
    ...('action_id' in element ? atMost(str(element.action_id), 255, 'action_id', 1) : []),
    ...('confirm' in element ? inConfirm(element.confirm) : []),
    ...('placeholder' in element ? plainText(element.placeholder, 150, 'placeholder') : []),
    ...options.flatMap((option) =>
      isFields(option)
        ? [...plainText(option.text, 75, 'option'), ...atMost(str(option.value), 150, 'option value', 1)]
        : ['no option'],
    ),
  ];
  const initial = [...('initial_option' in element ? [element.initial_option] : []), ...list(element.initial_options)];
  for (const one of initial)
    if (!options.some((option) => JSON.stringify(option) === JSON.stringify(one)))
      found.push('an initial option that is no option');
  switch (element.type) {
    case 'button':
      return [
        ...found,
        ...plainText(element.text, 75, 'button'),
        ...atMost(str(element.value), 2000, 'button value', 0),
        ...('style' in element && !['primary', 'danger'].includes(str(element.style)) ? ['button style'] : []),
      ];
    case 'overflow':
      return [...found, ...count(options, 1, 5, 'overflow')];
    case 'static_select':
    case 'multi_static_select':
      return [...found, ...count(options, 1, 100, 'select')];
    case 'checkboxes':
    case 'radio_buttons':
      return [...found, ...count(options, 1, 10, 'checkboxes')];
    case 'plain_text_input': {
      const max = typeof element.max_length === 'number' ? element.max_length : 3000;
      return [
        ...found,
        ...(max > 3000 ? ['max_length'] : []),
        ...atMost(str(element.initial_value), max, 'initial_value', 0),
      ];
    }
    case 'file_input':
      return found;
    default:
      return [...found, `unknown element ${String(element.type)}`];
  }
}

const inConfirm = (confirm: Json): readonly string[] =>
  isFields(confirm)
    ? [
        ...plainText(confirm.title, 100, 'confirm title'),
        ...anyText(confirm.text, 300, 'confirm text'),
        ...plainText(confirm.confirm, 30, 'confirm yes'),
        ...plainText(confirm.deny, 30, 'confirm no'),
      ]
    : ['no confirm'];

const plainText = (text: Json, max: number, what: string): readonly string[] =>
  isFields(text) && text.type === 'plain_text' ? atMost(str(text.text), max, what, 1) : [`${what} is no plain_text`];

function anyText(text: Json, max: number, what: string): readonly string[] {
  if (!isFields(text) || (text.type !== 'plain_text' && text.type !== 'mrkdwn')) return [`${what} is no text`];
  const found = [...atMost(str(text.text), max, what, 1)];
  // What is neither a date nor an escape must not look like one that was cut.
  if (text.type === 'mrkdwn' && /<(?!!date\^\d+\^[^|<>]*\|[^<>]*>)/.test(str(text.text)))
    found.push(`${what}: a bare or broken <`);
  if (text.type === 'mrkdwn' && /&(?!(?:amp|lt|gt);)/.test(str(text.text))) found.push(`${what}: a bare or broken &`);
  return found;
}

const atMost = (text: string, max: number, what: string, least: number): readonly string[] =>
  text.length > max || text.length < least ? [`${what}: ${text.length} characters`] : [];

const count = (all: readonly Json[], least: number, most: number, what: string): readonly string[] =>
  all.length < least || all.length > most ? [`${what}: ${all.length} of ${least} to ${most}`] : [];

const repeated = (ids: readonly string[], what: string): readonly string[] =>
  new Set(ids).size === ids.length ? [] : [`${what} twice: ${ids.join(' ')}`];

/** Texts that are shown. */
function charsOf(value: Json): number {
  if (Array.isArray(value)) return value.reduce<number>((total, one) => total + charsOf(one), 0);
  if (!isFields(value)) return 0;
  return Object.entries(value).reduce(
    (total, [key, one]) => total + (key === 'text' && typeof one === 'string' ? one.length : charsOf(one)),
    0,
  );
}
