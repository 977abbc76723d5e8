import { expect, it } from 'vitest';
import { ownDraft } from '../../../src/chat/flow/begin.ts';
import { briefOf, fingerprintText } from '../../../src/chat/flow/brief.ts';
import type { Draft } from '../../../src/chat/flow/draft.ts';
import { ANNA, MAIN } from '../desk/desk-world.ts';

const BASE = ownDraft('action', 'Roof', {
  id: 'D-7',
  author: ANNA,
  place: MAIN,
  now: 0,
  organisation: 'Northwind',
  request: 'Book',
  approvers: [],
});
const ACTION = { what: 'book', available: 'a', done: 'b', conditions: [], bestOf: 1, width: 5 };
const CHANGES: Partial<Draft> = {
  mandate: { field: 'price', min: 8000, nameCompetitor: false },
  action: ACTION,
  order: 'weakest-first',
  preference: { by: 'column', column: 'rank' },
  baseline: 't2',
  deadlineAt: 9,
  only: 3,
  tryFirst: 3,
  answers: { name: 'Sommer' },
  needs: [{ label: 'Name', value: 'Sommer' }],
  maxRetries: 1,
  noiseSuppression: true,
};

it.each(Object.keys(CHANGES))('a start counts for the preview that was seen: another %s is another preview', (name) => {
  const changed: Draft = { ...BASE, [name]: CHANGES[name as keyof Draft] };
  expect(fingerprintText(changed)).not.toBe(fingerprintText(BASE));
});

it('what a draft kept of another class it was before stays out of the brief', () => {
  const parts = (kind: Draft['class']) =>
    Object.keys(briefOf({ ...BASE, ...CHANGES, class: kind }, 0, [])).filter((key) =>
      ['mandate', 'action', 'order'].includes(key),
    );
  expect(parts('sweep')).toEqual([]);
  expect(parts('rounds')).toEqual([]);
  expect(parts('negotiation')).toEqual(['mandate', 'order']);
  expect(parts('action')).toEqual(['mandate', 'action']);
});
