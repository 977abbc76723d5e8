/** The goal is met while others are still out: what is pending comes back, what is on the phone is heard out and kept. */
import { describe, expect, test } from 'vitest';
import { MINUTE, Play } from '../support/given.ts';
import { actionBrief } from '../support/sandbox.ts';

const free = { values: { has_availability: true, reservation_confirmed: false } };
const full = { values: { has_availability: false, reservation_confirmed: false } };
const ready = (): Play => new Play(actionBrief({ maxRetries: 0, spacingSecs: 120 }), 5).provision();

describe('P30 an early end', () => {
  test('P30 takes back what is pending, names what is on the phone, hears it out and keeps what it brought', () => {
    const play = ready();
    const first = play.handOver('t1');
    const talking = play.handOver('t2');
    const pending = play.handOver('t3');
    const due = play.state.calls.get(talking)?.dueAt ?? 0;
    play.after(due + MINUTE / 2 - play.at).world({ type: 'RecordProgress', call: talking, status: 'in-progress' });
    play.world({ type: 'RecordEnded', call: first, status: 'completed', conversationId: 'c1', seconds: 20 });
    play.world({ type: 'RecordFact', call: first, fact: { type: 'PersonAnswered', values: { private: free.values } } });
    expect(play.state.calls.get(pending)).toMatchObject({ phase: 'handed-over', takeBack: expect.any(String) });
    expect(play.state.calls.get(talking)).toMatchObject({ phase: 'in-progress', couldNotBeTakenBack: true });
    expect(play.work().filter((work) => work.kind === 'take-back')).toMatchObject([{ call: pending }]);
    play.world({ type: 'RecordTakenBack', call: pending, done: true });
    expect(play.work().filter((work) => work.kind === 'place')).toMatchObject([{ target: 't1', purpose: 'act' }]);
    play.end(talking, full);
    expect(play.state.rounds[0]?.progress.get('t2')).toMatchObject({ status: 'answered', values: full.values });
    expect(play.work().filter((work) => work.kind === 'place')).toMatchObject([{ target: 't1', purpose: 'act' }]);
  });

  test('P17 asking and acting are in progress side by side while a call of the one is out and the other begins', () => {
    const play = ready();
    const first = play.handOver('t1');
    const second = play.handOver('t2');
    const due = play.state.calls.get(second)?.dueAt ?? 0;
    play.after(due + MINUTE / 2 - play.at).world({ type: 'RecordProgress', call: second, status: 'in-progress' });
    play.world({ type: 'RecordEnded', call: first, status: 'completed', conversationId: 'c1', seconds: 20 });
    play.world({ type: 'RecordFact', call: first, fact: { type: 'PersonAnswered', values: { private: free.values } } });
    play.end(second, full);
    const inProgress = [...play.state.steps].flatMap(([step, status]) => (status === 'in_progress' ? [step] : []));
    expect(inProgress).toEqual(['screen', 'book']);
  });
});
