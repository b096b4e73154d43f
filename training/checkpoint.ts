import { z } from 'zod';
import { keyOf } from '../cache/key';
import type { Json } from '../cache/manifest';
import type { Work } from '../cache/step';
import { floats } from './stages/arrays';
import type { Keeper } from './trajectory';

const metaSchema = z.object({
  /** Optimiser steps done. */
  step: z.int().nonnegative(),
  /** Steps after which parameters were recorded, as many as `recorded.npy` has rows. */
  recordedSteps: z.array(z.int().nonnegative()),
  scalars: z.array(z.number()),
});

/** They decide how far a training goes and what is written down of it, never the way it takes. */
const NO_MATTER = ['epochs', 'record', 'recordedSamples'];

/**
 * Keeps a training's checkpoints in the cache, under a key that more epochs leave alone: so that an interrupted training
 * resumes, and a longer one goes on from where a shorter one ended.
 * @param name the experiment
 */
export function keeperOf({ checkpoints, parts }: Work, name: string): Keeper {
  const own = withoutThose(parts);
  const key = keyOf({ checkpoint: name, parts: own });
  return {
    async load() {
      const artefact = await checkpoints.find(name, key);
      const meta = metaSchema.safeParse(artefact?.meta);
      if (!artefact || !meta.success) return undefined;
      const { step, recordedSteps, scalars } = meta.data;
      const recorded = await floats(artefact, 'recorded.npy');
      const size = recorded.shape[1] ?? 0;
      return {
        step,
        parameters: (await floats(artefact, 'parameters.npy')).data,
        optimizer: { slots: (await floats(artefact, 'optimizer.npy')).data, scalars },
        recorded: new Map(
          recordedSteps.map((each, row) => [each, recorded.data.subarray(row * size, (row + 1) * size)]),
        ),
      };
    },
    save: ({ step, parameters, optimizer, recorded }) =>
      checkpoints.keep(name, key, own, async (draft) => {
        const size = parameters.length;
        const rows = new Float32Array(recorded.size * size);
        [...recorded.values()].forEach((values, row) => rows.set(values, row * size));
        await draft.npy('parameters.npy', [size], parameters);
        await draft.npy('optimizer.npy', [optimizer.slots.length], optimizer.slots);
        await draft.npy('recorded.npy', [recorded.size, size], rows);
        return { step, recordedSteps: [...recorded.keys()], scalars: [...optimizer.scalars] };
      }),
  };
}

function withoutThose(parts: Record<string, Json>): Record<string, Json> {
  const { parameters } = parts;
  if (parameters === null || typeof parameters !== 'object' || Array.isArray(parameters)) return parts;
  const kept = Object.entries(parameters).filter(([name]) => !NO_MATTER.includes(name));
  return { ...parts, parameters: Object.fromEntries(kept) };
}
