/** From the order to the first call as Telnyx sees it: what is made, in which order, with which words and ids. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closed, type LogEntry, phoneOf, type Sandbox, startSandbox, sweepBrief } from '../support/sandbox.ts';

const REQUEST = 'Ask ten vendors for their price — “quickly”,\n please.  🙏';

let sandbox: Sandbox;
let log: readonly LogEntry[];
beforeAll(async () => {
  sandbox = await startSandbox();
  await sandbox.script({ [phoneOf(0)]: ['answered'], [phoneOf(1)]: ['answered'] });
  await sandbox.start(sweepBrief({ request: REQUEST }), 2);
  await sandbox.until('M-101', (state) => state.stage.kind === 'finished');
  await closed(sandbox);
  log = await sandbox.log();
});
afterAll(async () => {
  await sandbox.stop();
});

const writes = (): readonly LogEntry[] =>
  log.filter(({ method = 'GET', dial }) => dial === undefined && method !== 'GET');
const first = (method: string, path: RegExp): LogEntry => {
  const found = log.find((one) => one.method === method && path.test(one.path ?? ''));
  if (found === undefined) throw new Error(`No ${method} ${path}`);
  return found;
};
const idIn = (entry: LogEntry, name: string): string =>
  new RegExp(`"${name}":"([^"]+)"`).exec(JSON.stringify(entry.response))?.[1] ?? '';

describe('initialise', () => {
  test('R73 R75 R76 R77 mission, run, plan, running are the first four requests that change anything', () => {
    expect(
      writes()
        .slice(0, 4)
        .map(({ method, path, body }) =>
          `${method} ${path?.replace(/[0-9a-f-]{36}/g, '…')} ${JSON.stringify(body).includes('"running"') ? 'running' : ''}`.trim(),
        ),
    ).toEqual([
      'POST /v2/ai/missions',
      'POST /v2/ai/missions/…/runs',
      'POST /v2/ai/missions/…/runs/…/plan',
      'PATCH /v2/ai/missions/…/runs/… running',
    ]);
  });

  test('R73 the mission has its short name and the whole order', () => {
    expect(first('POST', /\/ai\/missions$/).body).toMatchObject({ name: 'Price check', instructions: REQUEST });
  });

  test('R74 the run has the order in the person’s own words, byte for byte, and its context', () => {
    expect(first('POST', /\/runs$/).body).toMatchObject({
      input: { original_request: REQUEST, context: expect.objectContaining({ people: 2 }) },
    });
  });
});

describe('scheduling', () => {
  test('R125 the call has assistant, both numbers, time, mission and run', () => {
    const scheduled = first('POST', /\/scheduled_events$/);
    expect(scheduled.path).toContain(idIn(first('POST', /\/ai\/assistants$/), 'id'));
    expect(scheduled.body).toMatchObject({
      telnyx_end_user_target: phoneOf(0),
      telnyx_agent_target: expect.stringMatching(/^\+\d+$/),
      scheduled_at_fixed_datetime: expect.stringMatching(/^2026-11-24T/),
      conversation_metadata: {
        mission_id: idIn(first('POST', /\/ai\/missions$/), 'mission_id'),
        mission_run_id: idIn(first('POST', /\/runs$/), 'run_id'),
      },
    });
  });

  test('R53 R125 its event id is in the journal, and then in the run’s events', async () => {
    const id = idIn(first('POST', /\/scheduled_events$/), 'scheduled_event_id');
    const records = await sandbox.engine.missions.records('M-101');
    const handedOver = records.flatMap(({ events }) => events).filter(({ type }) => type === 'CallHandedOver');
    expect(handedOver).toMatchObject([{ eventId: id }, { eventId: expect.not.stringContaining(id) }]);
    const told = log.filter(
      ({ method, path, body }) => method === 'POST' && path?.endsWith('/events') && JSON.stringify(body).includes(id),
    );
    expect(told).toHaveLength(1);
    expect(told[0]?.seq).toBeGreaterThan(first('POST', /\/scheduled_events$/).seq);
  });

  test('R203 all calls of a sweep name the same assistant, and it is made once', () => {
    const scheduled = log.filter(({ method, path }) => method === 'POST' && path?.endsWith('/scheduled_events'));
    expect(scheduled).toHaveLength(2);
    expect(new Set(scheduled.map(({ path }) => path)).size).toBe(1);
    expect(log.filter(({ method, path }) => method === 'POST' && path?.endsWith('/ai/assistants'))).toHaveLength(1);
  });

  test('R116 the assistant is linked to the run before the call is scheduled', () => {
    expect(first('POST', /\/telnyx-agents$/).seq).toBeLessThan(first('POST', /\/scheduled_events$/).seq);
  });
});
