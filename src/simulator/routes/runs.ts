// /ai/missions/{mission}/runs: a run starts pending; a terminal status sets finished_at and is final.
import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import { badRequest } from '../api-error.ts';
import { jsonObject, paged, readBody } from '../reading.ts';
import { RUN_STATUS, type RunRow } from '../rows.ts';
import { nowIso, type Simulation } from '../simulation.ts';
import { missionOf, runOf } from './lookup.ts';

const CREATE = z.object({ input: jsonObject.nullish(), metadata: jsonObject.nullish() });
const PATCH = z.object({
  status: RUN_STATUS.optional(),
  result_summary: z.string().nullish(),
  result_payload: jsonObject.nullish(),
  error: z.string().nullish(),
  metadata: jsonObject.nullish(),
});

type Status = RunRow['status'];
const TERMINAL: ReadonlySet<Status> = new Set<Status>(['succeeded', 'failed', 'cancelled']);
const ORGANIZATION = '7c1f0d3e-9c0a-4f6b-8a53-2f1b7a2f9d10';

const VERBS: readonly { readonly verb: string; readonly from: readonly Status[]; readonly to: Status }[] = [
  { verb: 'cancel', from: ['running', 'paused'], to: 'cancelled' },
  { verb: 'pause', from: ['running'], to: 'paused' },
  { verb: 'resume', from: ['paused'], to: 'running' },
];

export function runRoutes(sim: Simulation): Hono {
  const { store } = sim;
  const app = new Hono();
  const base = '/ai/missions/:mission/runs';
  const save = (run: RunRow) => {
    store.put('runs', run.run_id, run);
    return { data: run };
  };

  app.get(base, (c) => {
    const { mission_id } = missionOf(sim, c.req.param('mission'));
    const status = c.req.query('status');
    const runs = store.list('runs').filter((run) => run.mission_id === mission_id);
    return c.json(
      paged(c, runs.filter((run) => status === undefined || run.status === status).toReversed(), (run) => run),
    );
  });
  app.post(base, async (c) => {
    const { mission_id } = missionOf(sim, c.req.param('mission'));
    const { input, metadata } = await readBody(c, CREATE, 'telnyx');
    const at = nowIso(sim);
    const run: RunRow = {
      run_id: randomUUID(),
      mission_id,
      organization_id: ORGANIZATION,
      status: 'pending',
      input: input ?? null,
      metadata: metadata ?? null,
      result_summary: null,
      result_payload: null,
      error: null,
      started_at: at,
      finished_at: null,
      updated_at: at,
    };
    return c.json(save(run), 201);
  });
  app.get(`${base}/:run`, (c) => c.json({ data: runOf(sim, c.req.param('mission'), c.req.param('run')) }));
  app.patch(`${base}/:run`, async (c) => {
    const run = runOf(sim, c.req.param('mission'), c.req.param('run'));
    const sent = await readBody(c, PATCH, 'telnyx');
    const patch = {
      result_summary: sent.result_summary === undefined ? run.result_summary : sent.result_summary,
      result_payload: sent.result_payload === undefined ? run.result_payload : sent.result_payload,
      error: sent.error === undefined ? run.error : sent.error,
      metadata: sent.metadata === undefined ? run.metadata : sent.metadata,
    };
    return c.json(save({ ...inStatus(sim, run, sent.status ?? run.status), ...patch }));
  });
  for (const { verb, from, to } of VERBS) {
    app.post(`${base}/:run/${verb}`, (c) => {
      const run = runOf(sim, c.req.param('mission'), c.req.param('run'));
      if (!from.includes(run.status)) throw badRequest(`Cannot ${verb} a run with status ${run.status}`);
      return c.json(save(inStatus(sim, run, to)));
    });
  }
  return app;
}

/** `updated_at` stays as it is: the live server does not move it either. */
function inStatus(sim: Simulation, run: RunRow, status: Status): RunRow {
  if (status === run.status) return run;
  if (TERMINAL.has(run.status)) throw badRequest(`Run is already ${run.status} and cannot become ${status}`);
  return { ...run, status, finished_at: TERMINAL.has(status) ? nowIso(sim) : null };
}
