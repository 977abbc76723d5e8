/**
 * What no key shows by itself: whether the parts of a template fit together. Each complaint names the place and the cure.
 */
import { actionComplaints, classComplaints, mandateComplaints } from './check-class.ts';
import { fieldComplaints } from './check-fields.ts';
import { askComplaints, textComplaints } from './check-texts.ts';
import { type Complaint, type FileRound, ORGANISATION, type Path, when } from './complaint.ts';
import type { TemplateFile } from './file.ts';
import { saysAi } from './languages.ts';

export function complaintsOf(file: TemplateFile): readonly Complaint[] {
  return [
    ...file.rounds.flatMap((round, index) => roundComplaints(round, index, file)),
    ...classComplaints(file),
    ...mandateComplaints(file),
    ...actionComplaints(file),
    ...askComplaints(file),
    ...textComplaints(file),
  ];
}

function roundComplaints(round: FileRound, index: number, file: TemplateFile): readonly Complaint[] {
  const at: Path = ['rounds', index];
  const { about, opening, fields } = round;
  return [
    ...when(
      (about === undefined) === (opening === undefined),
      at,
      'must have one of about and opening. Write about, the sentence on what the call is for; or opening, a whole first sentence.',
    ),
    ...openingComplaints(opening, [...at, 'opening'], file.language),
    ...fields.flatMap((field, place) => fieldComplaints(field, [...at, 'fields', place], fields.slice(0, place))),
  ];
}

function openingComplaints(opening: string | undefined, path: Path, language = 'en-US'): readonly Complaint[] {
  if (opening === undefined) return [];
  return [
    ...when(
      !saysAi(opening, language),
      path,
      'does not say that an AI is calling. Add it, for example "an AI assistant".',
    ),
    ...when(
      !opening.includes(ORGANISATION),
      path,
      `does not say for whom it is calling. Add "on behalf of ${ORGANISATION}".`,
    ),
  ];
}
