// …/runs/{run}/plan: the steps. `data` is the array itself. A plan is created once and added to afterwards.
import { Hono } from 'hono';
import { z } from 'zod';
import { badRequest, notFound, refuse } from '../api-error.ts';
import { jsonObject, readBody } from '../reading.ts';
import { type RunRow, STEP_STATUS, type StepRow } from '../rows.ts';
import { nowIso, type Simulation } from '../simulation.ts';
import { runOf } from './lookup.ts';

const STEPS = z.object({
  steps: z.array(
    z.object({
      step_id: z.string(),
      description: z.string(),
      sequence: z.number(),
      parent_step_id: z.string().nullish(),
      metadata: jsonObject.nullish(),
    }),
  ),
});
const PATCH = z.object({ status: STEP_STATUS.optional(), metadata: jsonObject.nullish() });
const DONE: ReadonlySet<string> = new Set(['completed', 'skipped', 'failed']);

export function planRoutes(sim: Simulation): Hono {
  const { store } = sim;
  const app = new Hono();
  const base = '/ai/missions/:mission/runs/:run/plan';
  const key = (runId: string, stepId: string) => `${runId}/${stepId}`;
  const stepsOf = (run: RunRow) =>
    store
      .list('steps')
      .filter((step) => step.run_id === run.run_id)
      .toSorted((a, b) => a.sequence - b.sequence);
  const add = (run: RunRow, { steps }: z.infer<typeof STEPS>) => {
    const ids = [...stepsOf(run), ...steps].map((step) => step.step_id);
    const twice = ids.find((id, index) => ids.indexOf(id) !== index);
    if (twice !== undefined) throw refuse(400, '10012', 'Duplicate resource', `Step ${twice} already exists`);
    const added = steps.map((step): StepRow => ({ ...step, run_id: run.run_id, status: 'pending' }));
    for (const step of added) store.put('steps', key(run.run_id, step.step_id), step);
    return added;
  };
  const stepOf = (run: RunRow, stepId: string) => {
    const step = store.get('steps', key(run.run_id, stepId));
    if (step === undefined) throw notFound('plan step', stepId);
    return step;
  };

  app.get(base, (c) => c.json({ data: stepsOf(runOf(sim, c.req.param('mission'), c.req.param('run'))) }));
  app.post(base, async (c) => {
    const run = runOf(sim, c.req.param('mission'), c.req.param('run'));
    const body = await readBody(c, STEPS, 'telnyx');
    if (stepsOf(run).length > 0) throw badRequest('The run already has a plan');
    return c.json({ data: add(run, body) }, 201);
  });
  app.post(`${base}/steps`, async (c) => {
    const run = runOf(sim, c.req.param('mission'), c.req.param('run'));
    return c.json({ data: add(run, await readBody(c, STEPS, 'telnyx')) }, 201);
  });
  app.get(`${base}/steps/:step`, (c) => {
    const run = runOf(sim, c.req.param('mission'), c.req.param('run'));
    return c.json({ data: stepOf(run, c.req.param('step')) });
  });
  app.patch(`${base}/steps/:step`, async (c) => {
    const run = runOf(sim, c.req.param('mission'), c.req.param('run'));
    const old = stepOf(run, c.req.param('step'));
    const { status = old.status, metadata } = await readBody(c, PATCH, 'telnyx');
    const at = nowIso(sim);
    const started = status !== 'pending' && status !== 'skipped' ? (old.started_at ?? at) : old.started_at;
    const step: StepRow = {
      ...old,
      status,
      ...(metadata === undefined ? {} : { metadata }),
      started_at: started,
      completed_at: DONE.has(status) ? (old.completed_at ?? at) : undefined,
    };
    store.put('steps', key(run.run_id, step.step_id), step);
    return c.json({ data: step });
  });
  return app;
}
