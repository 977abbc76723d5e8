/** Mission or simple call: what each condition of the playbook alone makes of it. */
import { describe, expect, test } from 'vitest';
import { isKeptByBackend } from '../../src/missions/simple-call.ts';
import { actionBrief, negotiationBrief, roundsBrief, screeningBrief, sweepBrief } from '../support/sandbox.ts';

/** One call to one's own phone: nothing of it needs a mission. */
const simple = sweepBrief({ rehearsal: true, maxRetries: 0 });
const { rehearsal: _, ...kept } = simple;

describe('mission or simple call', () => {
  test.each([
    ['R11 several calls', simple, 2],
    ['R11 calling again when nobody answers', { ...simple, maxRetries: 1 }, 1],
    ['R11 calling again as the tables say', sweepBrief({ rehearsal: true }), 1],
    ['R11 several steps', roundsBrief({ rehearsal: true, maxRetries: 0 }), 1],
    ['R11 answers that are compared', screeningBrief({ rehearsal: true, maxRetries: 0 }), 1],
    ['R11 a trail of it is wanted', kept, 1],
  ] as const)('%s makes it a mission', (_name, brief, people) => {
    expect(isKeptByBackend(brief, people)).toBe(true);
  });

  test('R12 one call, no trail, no second try, one step is a simple call', () => {
    expect(isKeptByBackend(simple, 1)).toBe(false);
  });

  test.each([
    ['R14 quotes for washing windows with negotiation', negotiationBrief(), 5],
    ['R14 booking demos with all leads', actionBrief(), 12],
    ['R14 ten weather lines', sweepBrief({ recipients: 'automated' }), 10],
  ] as const)('%s is a mission', (_name, brief, people) => {
    expect(isKeptByBackend(brief, people)).toBe(true);
  });
});
