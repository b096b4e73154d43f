import { checkpointsIn } from './checkpoints';
import { StoppedError } from './errors';
import { keyOf } from './key';
import type { Manifest } from './manifest';
import type { Store } from './store';
import type { Artefact, Progress, Step } from './step';
import { whyStale } from './why';

/** What would be done for a step: reuse what is there, make it, or wait to see (its key depends on a step not made yet). */
export type Action = 'reuse' | 'make' | 'depends';

export interface PlannedStep {
  readonly id: string;
  readonly stage: string;
  readonly action: Action;
  readonly because: readonly string[];
  /** The steps it waits for: those not made yet whose contents decide it. */
  readonly on: readonly string[];
}

/**
 * The steps in an order in which each comes after all it needs.
 * @throws Error on a circle, an unknown id or two steps of one id: mistakes of ours, not of the user
 */
export function ordered(steps: readonly Step[]): Step[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  if (byId.size !== steps.length) throw new Error('two steps have the same id');
  const done = new Set<string>();
  const open = new Set<string>();
  const result: Step[] = [];
  const visit = (id: string, from: string): void => {
    if (done.has(id)) return;
    const step = byId.get(id);
    if (!step) throw new Error(`step ${from} needs ${id}, which does not exist`);
    if (open.has(id)) throw new Error(`step ${id} needs itself`);
    open.add(id);
    for (const needed of [...step.inputs, ...step.reads]) visit(needed, id);
    done.add(id);
    result.push(step);
  };
  for (const step of steps) visit(step.id, '');
  return result;
}

/** The steps named and all that they need. */
export function neededFor(steps: readonly Step[], ids: Iterable<string>): Step[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const wanted = new Set<string>();
  const visit = (id: string): void => {
    const step = byId.get(id);
    if (!step || wanted.has(id)) return;
    wanted.add(id);
    for (const needed of [...step.inputs, ...step.reads]) visit(needed);
  };
  for (const id of ids) visit(id);
  return steps.filter((step) => wanted.has(step.id));
}

/** A step's key, and the parts it was made of, given its inputs' keys. */
async function keyedParts(
  step: Step,
  keyOfInput: (id: string) => string,
  read: (id: string) => Artefact,
): Promise<{ key: string; parts: Manifest['parts'] }> {
  const own = await step.parts((id) => {
    if (!step.reads.includes(id)) throw new Error(`step ${step.id} reads ${id} without saying so`);
    return read(id);
  });
  const inputs = Object.fromEntries(step.inputs.map((id) => [id, keyOfInput(id)]));
  const parts = { ...own, inputs };
  return { key: keyOf({ stage: step.stage, name: step.name, parts }), parts };
}

/** Says for every step what would be done and why, and does nothing. */
export async function plan(steps: readonly Step[], store: Store): Promise<PlannedStep[]> {
  const keys = new Map<string, string>();
  const whole = new Map<string, Artefact>();
  const planned: PlannedStep[] = [];
  for (const step of ordered(steps)) {
    const on = [
      ...step.reads.filter((id) => !whole.has(id)),
      ...step.inputs.filter((id) => !keys.has(id) && !step.reads.includes(id)),
    ];
    const { id, stage } = step;
    if (on.length > 0) {
      planned.push({
        id,
        stage,
        action: 'depends',
        because: on.map((other) => `${other} is not made yet`),
        on,
      });
      continue;
    }
    const { key, parts } = await keyedParts(step, got(keys), got(whole));
    keys.set(id, key);
    const found = await store.find({ ...step, key });
    if (found.state === 'whole') {
      whole.set(id, found.artefact);
      planned.push({ id, stage, action: 'reuse', because: ['nothing that decides it has changed'], on });
    } else {
      const because = found.state === 'damaged' ? [found.reason] : await whyStale(store, step, parts);
      planned.push({ id, stage, action: 'make', because, on });
    }
  }
  return planned;
}

const got =
  <V>(map: ReadonlyMap<string, V>) =>
  (id: string): V => {
    const value = map.get(id);
    if (value === undefined) throw new Error(`${id} is not there yet`);
    return value;
  };

export type GraphEvent =
  | { readonly type: 'reuse'; readonly step: Step; readonly artefact: Artefact }
  | { readonly type: 'start'; readonly step: Step; readonly because: readonly string[] }
  | { readonly type: 'progress'; readonly step: Step; readonly progress: Progress }
  | { readonly type: 'done'; readonly step: Step; readonly artefact: Artefact; readonly seconds: number }
  | { readonly type: 'say'; readonly line: string };

export interface RunOptions {
  readonly signal: AbortSignal;
  onEvent(event: GraphEvent): void;
  /** How many steps of a stage may run at once; 1 unless said. Different stages run side by side. */
  readonly lanes: Readonly<Record<string, number>>;
}

/**
 * Brings every step up to date and returns the artefacts by id. Each step starts as soon as what it needs is there.
 * The first failure stops the rest; what was finished by then stays in the cache.
 */
export async function run(
  steps: readonly Step[],
  store: Store,
  options: RunOptions,
): Promise<Map<string, Artefact>> {
  const stop = new AbortController();
  const signal = AbortSignal.any([options.signal, stop.signal]);
  const results = new Map<string, Artefact>();
  const running = new Map<string, Promise<void>>();
  const lanes = new Map<string, Lane>();
  const failures: unknown[] = [];

  for (const step of ordered(steps)) {
    const needed = [...step.inputs, ...step.reads].map((id) => running.get(id) ?? Promise.resolve());
    const lane = lanes.get(step.stage) ?? new Lane(options.lanes[step.stage] ?? 1);
    lanes.set(step.stage, lane);
    const task = Promise.all(needed)
      .then(() => lane.enter(() => settle(step, store, results, signal, options.onEvent)))
      .then(
        (artefact) => void results.set(step.id, artefact),
        (error: unknown) => {
          failures.push(error);
          stop.abort();
          throw error;
        },
      );
    task.catch(() => undefined);
    running.set(step.id, task);
  }
  await Promise.allSettled(running.values());
  await store.save();
  if (options.signal.aborted) throw new StoppedError('stopped; what was finished is kept in the cache');
  if (failures.length > 0) throw failures[0];
  return results;
}

async function settle(
  step: Step,
  store: Store,
  results: ReadonlyMap<string, Artefact>,
  signal: AbortSignal,
  onEvent: RunOptions['onEvent'],
): Promise<Artefact> {
  if (signal.aborted) throw new StoppedError('stopped');
  const artefact = got(results);
  const { key, parts } = await keyedParts(step, (id) => artefact(id).key, artefact);
  const found = await store.find({ ...step, key });
  if (found.state === 'whole') {
    await store.touch(found.artefact);
    onEvent({ type: 'reuse', step, artefact: found.artefact });
    return found.artefact;
  }
  const because =
    found.state === 'damaged' ? [`${found.reason}; making it again`] : await whyStale(store, step, parts);
  onEvent({ type: 'start', step, because });
  const say = (line: string): void => onEvent({ type: 'say', line });
  const begun = performance.now();
  const made = await store.build({ ...step, key }, parts, (draft) =>
    step.make({
      draft,
      root: store.root,
      checkpoints: checkpointsIn(store, say),
      signal,
      parts,
      artefact: (id) => {
        if (!step.inputs.includes(id) && !step.reads.includes(id))
          throw new Error(`step ${step.id} uses ${id} without saying so`);
        return artefact(id);
      },
      progress: (progress) => onEvent({ type: 'progress', step, progress }),
      say,
    }),
  );
  onEvent({ type: 'done', step, artefact: made, seconds: (performance.now() - begun) / 1000 });
  return made;
}

/** At most `width` of its tasks run at once, in the order they came. */
class Lane {
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor(width: number) {
    this.#free = width;
  }

  async enter<T>(task: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await task();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free++;
    }
  }
}
