/** Missions to tap: what everybody sees first, and what can be done with a list that is there already. */
import { note, post, type Replies, type Turn } from '../desk/turn.ts';
import { OWN_LABEL, OWN_LABEL_FOR_LIST } from '../templates/all.ts';
import { leftOutText } from '../templates/faults.ts';
import type { Template, Templates } from '../templates/template.ts';
import { button } from '../wording.ts';
import type { Draft } from './draft.ts';
import { allTemplates } from './saved.ts';

type Chooser = Pick<Draft, 'id' | 'list' | 'request'>;

/** A draft that has its people already is offered what to do with them. */
export async function choices(turn: Turn, text: string, draft?: Chooser): Promise<Replies> {
  const templates = await allTemplates(turn.deps);
  const leftOut = leftOutText(templates);
  const blocks = leftOut === undefined ? [] : [{ kind: 'line' as const, text: [leftOut], quiet: true }];
  return post(turn, note(turn, text, { buttons: choiceButtons(templates, draft), blocks }));
}

/** Two templates and one's own list stand in view where a surface shows three; the others are behind More. */
export function choiceButtons({ all }: Pick<Templates, 'all'>, draft?: Chooser) {
  const about = (part: string) => ({ about: 'draft' as const, draft: draft?.id ?? '', part });
  const hasPeople = draft?.list !== undefined;
  const templates = fittingFirst(all, draft?.request ?? '').map((template, index) =>
    button(
      'new',
      about(template.id),
      hasPeople ? template.labelForList : template.label,
      index === 0 ? { style: 'primary' } : {},
    ),
  );
  return templates.toSpliced(2, 0, button('new', about('own'), hasPeople ? OWN_LABEL_FOR_LIST : OWN_LABEL));
}

/** Short words say nothing about what somebody wants. */
const TELLING = 4;

const wordsOf = (text: string): readonly string[] =>
  (text.toLowerCase().match(/[\p{L}]+/gu) ?? []).filter((word) => word.length >= TELLING);

/** Those that are called by a word of what somebody asked for; the others as they are. */
function fittingFirst(all: readonly Template[], request: string): readonly Template[] {
  const asked = new Set(wordsOf(request));
  const fits = ({ id, label, name }: Template) =>
    wordsOf(`${id} ${label} ${name}`).filter((word) => asked.has(word)).length;
  return asked.size === 0 ? all : all.toSorted((one, other) => fits(other) - fits(one));
}
