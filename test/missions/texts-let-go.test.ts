/** Planned texts that are not needed any more, tries that count, and texts that are out when a person ends the mission. */
import { describe, expect, test } from 'vitest';
import type { Brief } from '../../src/missions/brief.ts';
import type { TextNews } from '../../src/missions/texts/command.ts';
import { textOf } from '../../src/missions/texts/state.ts';
import { HOUR, MINUTE, Play } from '../support/given.ts';
import { negotiationBrief, people, roundsBrief, sweepBrief } from '../support/sandbox.ts';

const WITH_TEXT = { text: 'Please call us back.', maxRetries: 0 } as const;

/** Two people were called in vain; both texts are planned. */
function inVain(brief: Brief): Play {
  const play = new Play(brief, 2).provision().call('no-answer', 't1').call('no-answer', 't2');
  expect(phases(play)).toEqual(['planned', 'planned']);
  return play;
}

const phases = ({ state }: Play) => ['t1', 't2'].map((target) => textOf(state, target)?.phase);
const whyNot = ({ events }: Play) =>
  events.flatMap((event) => (event.type === 'TextNotSent' ? [`${event.target}: ${event.reason}`] : []));
const tells = (play: Play, target: string, price: number) =>
  play.tell({ type: 'AddResult', target, values: { price }, reason: 'they told me' });

/** Written down and handed over; answers which try it is. */
function handsOver(play: Play, target: string): number {
  const attempt = (textOf(play.state, target)?.request?.attempt ?? 0) + 1;
  const words = { key: `${target}:${attempt}`, body: '{}', message: 'Please call us back.', from: '+13125550102' };
  play.world({ type: 'IntendText', target, attempt, dueAt: play.at + 2 * MINUTE, ...words });
  expect(textOf(play.state, target)).toMatchObject({ phase: 'intended', request: { attempt } });
  return attempt;
}

function hears(play: Play, target: string, ...all: readonly TextNews[]): Play {
  const attempt = handsOver(play, target);
  for (const news of all) play.world({ type: 'RecordText', target, attempt, news });
  return play.after(20 * MINUTE);
}

const HANDED_OVER: TextNews = { kind: 'handed-over', eventId: 'e' };
const UNDELIVERED: readonly TextNews[] = [HANDED_OVER, { kind: 'failed', detail: '40008: Undeliverable' }];

describe('the goal is reached while texts are planned', () => {
  const mandate = { field: 'price', min: 300, max: 900, goodEnough: 500, nameCompetitor: false };
  const brief = negotiationBrief({ ...WITH_TEXT, mandate });

  test('by hand: nobody is texted, and the mission ends', () => {
    const play = tells(inVain(brief), 't1', 400);
    expect(whyNot(play)).toEqual(['t1: they were reached after all', 't2: the goal was reached']);
    expect(play.state.ended).toBe('goal');
  });

  test('a text that is out is heard of first', () => {
    const play = hears(inVain(brief), 't2', HANDED_OVER);
    tells(play, 't1', 400);
    expect(play.state.stage.kind).toBe('calling');
    play.world({ type: 'RecordText', target: 't2', attempt: 1, news: { kind: 'sent' } });
    expect(phases(play)).toEqual(['not-sent', 'sent']);
    expect(play.state.ended).toBe('goal');
  });
});

test('who tells meanwhile is let go at once, also while somebody else is still called; the others wait', () => {
  const play = inVain(sweepBrief(WITH_TEXT));
  play.tell({ type: 'EditMission', change: {}, add: people(3).slice(2) });
  tells(play, 't1', 9);
  expect(phases(play)).toEqual(['not-sent', 'planned']);
});

describe('a person decides about the round while texts are planned', () => {
  const brief = roundsBrief(WITH_TEXT);

  test('nobody is texted about a round that is over', () => {
    const play = tells(inVain(brief), 't1', 9);
    expect(play.state.stage.kind).toBe('deciding');
    expect(whyNot(play)).toEqual(['t1: they were reached after all', 't2: the round is over']);
  });

  test('what is taken back then stays taken back', () => {
    const play = tells(hears(inVain(brief), 't2', HANDED_OVER), 't1', 9);
    play.world({ type: 'RecordText', target: 't2', attempt: 1, news: { kind: 'taken-back' } });
    expect(phases(play)).toEqual(['not-sent', 'not-sent']);
  });

  test.each([
    ['sent', 'sent'],
    ['taken-back', 'not-sent'],
  ] as const)('ended here while one is out: it is followed all the same, %s', (kind, phase) => {
    const play = tells(hears(inVain(brief), 't2', HANDED_OVER), 't1', 9).tell({ type: 'EndHere' });
    expect(play.state.stage.kind).toBe('finished');
    expect(play.work()).toContainEqual(expect.objectContaining({ kind: 'look-texts', targets: ['t2'] }));
    play.world({ type: 'RecordText', target: 't2', attempt: 1, news: { kind } });
    expect(phases(play)).toEqual(['not-sent', phase]);
  });

  test('the deadline passes meanwhile: nothing is left planned', () => {
    const play = inVain({ ...brief, deadlineAt: new Play(brief).at + 3 * HOUR });
    tells(play, 't1', 9)
      .after(4 * HOUR)
      .world({ type: 'Wake' });
    expect(play.state.stage.kind).toBe('finished');
    expect(phases(play)).toEqual(['not-sent', 'not-sent']);
  });
});

describe('a second try', () => {
  const brief = sweepBrief(WITH_TEXT);

  test('is for what could not be delivered: pauses and what never arrived do not use it up', () => {
    const play = inVain(brief);
    hears(play, 't1', HANDED_OVER, { kind: 'taken-back' });
    hears(play, 't1', { kind: 'never-arrived' });
    hears(play, 't1', ...UNDELIVERED);
    expect(textOf(play.state, 't1')?.phase).toBe('planned');
    hears(play, 't1', ...UNDELIVERED);
    expect(textOf(play.state, 't1')?.phase).toBe('not-sent');
  });

  test('what never arrives is given up in the end', () => {
    const play = inVain(brief);
    for (let tries = 0; tries < 6; tries += 1) hears(play, 't1', { kind: 'never-arrived' });
    expect(whyNot(play)).toEqual(['t1: it never reached the phone service']);
  });
});
