/** The findings of the check-up as a note: what is wrong first, each in one sentence with its cure. Pure. */
import type { Block, Text } from './card.ts';
import type { Finding } from './surface.ts';
import { count } from './wording.ts';

export function doctorHeadline(findings: readonly Finding[]): Text {
  const wrong = findings.filter((finding) => !finding.ok).length;
  if (findings.length === 0) return ['Nothing was checked: no service is configured.'];
  return [
    wrong === 0
      ? `All ${count(findings.length, 'check')} are fine.`
      : `${count(wrong, 'thing')} to put right, ${findings.length - wrong} fine.`,
  ];
}

export function doctorBlocks(findings: readonly Finding[]): readonly Block[] {
  const ordered = [...findings.filter((finding) => !finding.ok), ...findings.filter((finding) => finding.ok)];
  if (ordered.length === 0) return [];
  return [
    {
      kind: 'facts',
      rows: ordered.map((finding) => ({
        label: `${finding.ok ? 'ok' : 'TO DO'} · ${finding.what}`,
        text: [finding.sentence],
      })),
    },
  ];
}
