import { z } from 'zod';
import type { Json } from '../../cache/manifest';
import type { Artefact, Work } from '../../cache/step';
import { varianceOf } from '../projection';
import { broughtTravelWarning, travelOf } from '../travel';
import { floats } from './arrays';
import { writeAlongAxes } from './principal-axes';

interface BroughtRun {
  readonly experiment: string;
}

/** What decides the projection comes from what is projected, whose key is part of this one's. */
const recordedSchema = z.object({ epochs: z.array(z.number()), widths: z.array(z.int().positive()) });

/**
 * Layers that were brought: as they are where none is wider than three, the missing coordinates 0; else along three principal
 * axes each, like our own. Nothing is known of weights.
 */
export async function projectActivations(
  work: Work,
  { experiment }: BroughtRun,
): Promise<Record<string, Json>> {
  const training = work.artefact(`training:${experiment}`);
  const { epochs, widths } = recordedSchema.parse(training.meta);
  const { travel, meta } = widths.every((width) => width <= 3)
    ? await writeAsTheyAre(work, training, widths)
    : await writeAlongAxes(work, training, widths, 'last');
  const warning = broughtTravelWarning(experiment, epochs, travel);
  if (warning !== null) work.say(warning);
  return { ...meta };
}

async function writeAsTheyAre(
  work: Work,
  training: Artefact,
  widths: readonly number[],
): Promise<{ travel: number[][]; meta: Record<string, Json> }> {
  const clouds: { points: Float32Array; samples: number; drawn: boolean }[] = [];
  const variance: number[][][] = [];
  for (const [k, width] of widths.entries()) {
    const { shape, data } = await floats(training, `activations-${k}.npy`);
    const [epochs = 0, samples = 0] = shape;
    const points = new Float32Array(epochs * samples * 3);
    for (let i = 0; i < epochs * samples; i++) points.set(data.subarray(i * width, (i + 1) * width), 3 * i);
    await work.draft.npy(`points-${k}.npy`, [epochs, samples, 3], points);
    variance.push(varianceOf({ width, samples, data }, points));
    // A single output is a number to be read off, not a space to be drawn in.
    clouds.push({ points, samples, drawn: width > 1 || k < widths.length - 1 });
    work.signal.throwIfAborted();
  }
  const radius =
    clouds
      .filter(({ drawn }) => drawn)
      .reduce((most, { points }) => points.reduce((far, x) => Math.max(far, Math.abs(x)), most), 0) || 1;
  const travel = clouds.map(({ points, samples, drawn }) =>
    drawn ? travelOf(points, samples, 2 * radius) : [],
  );
  return {
    travel,
    meta: {
      kind: 'as they are',
      // Nothing is left out, whatever the clouds look like.
      varianceKept: widths.map(() => 1),
      variance,
      radius,
      travel,
      largestTravel: Math.max(0, ...travel.flat()),
    },
  };
}
