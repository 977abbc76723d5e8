/**
 * Any mission as a template, and any template as the text of a file: what was worded for one organisation is worded for all, what
 * belongs to one occasion (people, dates, who decides) is left out. Pure; where templates are kept is the desk's affair.
 */
import { stringify } from 'yaml';
import type { Brief, Field, RankRule, RoundSpec } from '../../missions/brief.ts';
import { OWN_DEFAULTS } from './all.ts';
import { toFile } from './file.ts';
import { openingLine, speechOf } from './languages.ts';
import type { Ask, Template, TemplateRound } from './template.ts';

const HOUR_MS = 60 * 60_000;

export interface SaveAs {
  readonly id: string;
  readonly name: string;
  /** The template that the mission came from, as far as it is still there: its details, languages and example stay. */
  readonly source?: Template;
}

export function templateOf(brief: Brief, { id, name, source }: SaveAs): Template {
  const rounds = brief.rounds.map((round, index) => roundOf(round, brief, source?.rounds[index]));
  const speech = speechOf(brief.language);
  const ownLine = rounds.some((round) => round.opening !== undefined);
  const ownVoice = speech !== undefined && speech.voice !== brief.voice;
  const hours = doneWithin(brief) ?? (brief.deadlineAt === undefined ? undefined : source?.doneWithinHours);
  const { holidays: _, ...open } = brief.hours;
  return {
    id,
    label: name,
    labelForList: name,
    name,
    class: brief.class,
    recipients: brief.recipients,
    hours: open,
    ...(brief.order === undefined ? {} : { order: brief.order }),
    ...(source?.example === undefined ? {} : { example: source.example }),
    asks: (source?.asks ?? []).filter((ask) => isSaid(ask, brief)),
    rounds,
    ...(brief.mandate === undefined ? {} : { mandate: brief.mandate }),
    ...(brief.action === undefined ? {} : { action: brief.action }),
    ...(brief.tryFirst === undefined ? {} : { tryFirst: brief.tryFirst }),
    ...(hours === undefined ? {} : { doneWithinHours: hours }),
    ...(brief.maxRetries === undefined ? {} : { maxRetries: brief.maxRetries }),
    ...(brief.noiseSuppression === undefined ? {} : { noiseSuppression: brief.noiseSuppression }),
    ...(brief.batchSize === OWN_DEFAULTS.batchSize ? {} : { batchSize: brief.batchSize }),
    ...(brief.spacingSecs === OWN_DEFAULTS.spacingSecs ? {} : { spacingSecs: brief.spacingSecs }),
    ...(brief.text === undefined ? {} : { text: forAll(brief.text, brief) }),
    ...(ownLine || ownVoice ? { language: brief.language } : {}),
    ...(ownVoice ? { voice: brief.voice } : {}),
  };
}

function roundOf(round: RoundSpec, brief: Brief, source: TemplateRound | undefined): TemplateRound {
  const about = source?.about;
  const ours = about !== undefined && round.opening === openingWith(about, brief);
  return {
    purpose: forAll(round.purpose, brief),
    ...(ours ? { about } : { opening: forAll(round.opening, brief) }),
    say: forAll(round.say, brief),
    fields: round.fields.map((field) => ({ ...field, question: forAll(field.question, brief) })),
    ranking: inOrderOf(round.fields, round.ranking),
    ...(round.shortlist === undefined ? {} : { shortlist: round.shortlist }),
  };
}

const openingWith = (about: NonNullable<TemplateRound['about']>, { language, onBehalfOf }: Brief): string =>
  openingLine(language, onBehalfOf, about);

/** The organisation's name gives way to its place, whole words only. */
function forAll(text: string, { onBehalfOf }: Brief): string {
  const who = onBehalfOf.trim();
  if (who === '') return text.trim();
  const found = new RegExp(`(?<![\\p{L}\\p{N}])${RegExp.escape(who)}(?![\\p{L}\\p{N}])`, 'giu');
  return text.trim().replace(found, () => '{{on_behalf_of}}');
}

/** A file writes a rule beside its field. */
const inOrderOf = (fields: readonly Field[], ranking: readonly RankRule[]): readonly RankRule[] =>
  fields.flatMap((field) => ranking.find((rule) => rule.field === field.name) ?? []);

/** Somebody may have rewritten the words, so that a detail is asked for no more. */
function isSaid({ name }: Ask, { rounds, mandate, action, text }: Brief): boolean {
  const said = new RegExp(`\\{\\{\\s*[#^]?\\s*${name}\\s*\\}\\}`);
  return said.test(JSON.stringify([rounds, mandate, action, text]));
}

/** Whole hours between start and deadline, where both were fixed. */
function doneWithin({ startAtMs, deadlineAt }: Brief): number | undefined {
  if (startAtMs === undefined || deadlineAt === undefined) return undefined;
  return Math.max(1, Math.round((deadlineAt - startAtMs) / HOUR_MS));
}

/** The text of its file; read back it is the same template. */
export function writeTemplate(template: Template): string {
  return stringify(withLastLines(toFile(template)), { lineWidth: 0 });
}

/** Texts of several lines end with a line, so that they are written as people would write them. */
function withLastLines(value: unknown): unknown {
  if (typeof value === 'string') return value.includes('\n') ? `${value}\n` : value;
  if (Array.isArray(value)) return value.map(withLastLines);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withLastLines(inner)]));
}
