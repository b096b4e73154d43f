import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { spaceNetwork } from '../../remotion/motion/space-path';
import { scene } from '../../remotion/scenes/disks-2d';
import { inTime } from '../../remotion/scenes/disks-2d/looked';
import { stateAt, storyOf } from '../../remotion/scenes/disks-2d/story';
import type { Move, Walk } from '../../remotion/scenes/layer-walk';
import type { Pose } from '../../remotion/scenes/walk-lens';
import type { Given } from '../../remotion/stage/scene';
import type { Network } from '../../training/network';
import { givenFor } from '../support/scene-given';
import { givenOf, TRAINED } from './disks-2d-runs';
import { sizes } from './disks-run';

const runs = Object.keys(TRAINED) as (keyof typeof TRAINED)[];
/** Whether there is a lens; with some, that is for the layout and the voice to say. */
const LENSES: Readonly<Record<keyof typeof TRAINED, readonly boolean[]>> = {
  default: [true],
  'seed 3': [true, false],
  'two hidden layers': [true],
  relu: [true, false],
  sigmoid: [true, false],
  'eight hidden layers, the first of them pressed into a thread': [false],
};
/** A quick voice, and a slow one. */
const VOICES = [0.85, 1.15];

const everyGiven = (run: keyof typeof TRAINED): Promise<Given[]> =>
  Promise.all(
    sizes.flatMap(([, width, height]) =>
      VOICES.map((slower) => givenFor(scene, { ...givenOf(TRAINED[run]), width, height, slower })),
    ),
  );

describe.each(runs)('disks-2d in time with its words: %s', { timeout: 60_000 }, (run) => {
  let givens: Given[];
  beforeAll(async () => {
    givens = await everyGiven(run);
  });

  it('has a lens, or has none, as the run’s layers press the plane', () => {
    for (const given of givens) expect(LENSES[run]).toContain(storyOf(given).lens.times > 0);
  });

  it('has done all hidden layers when the last layer’s line is spoken of, and the line then comes', () => {
    for (const given of givens) {
      const story = storyOf(given);
      expect(story.lineFrom).toBe(given.cues.line);
      expect(stateAt(story, given.cues.line!).progress).toBe(story.widths.length - 2);
    }
  });

  it('counts what is wrong once the line is there, and no sooner than it is said', () => {
    for (const given of givens) {
      const { lineFrom, scoreFrom } = storyOf(given);
      expect(scoreFrom).toBeGreaterThanOrEqual(lineFrom + 1.4);
      expect(scoreFrom).toBeGreaterThanOrEqual(given.cues.score! - 0.2);
      expect(scoreFrom).toBeLessThan(given.cues.score! + 0.3);
      // The second count has come a while before all goes.
      expect(scoreFrom + 1.7).toBeLessThan(given.duration - 1);
    }
  });

  it('shows a lens with its words, long enough, over a plane at rest; or else the layers go on', () => {
    for (const given of givens) {
      const story = storyOf(given);
      const { lens, lensFrom, lensTo } = story;
      if (lens.times === 0) {
        expect(stateAt(story, given.cues.inside!).progress).toBeLessThan(story.widths.length - 2);
        continue;
      }
      expect(lensFrom).toBeLessThan(given.cues.inside! + 0.4);
      expect(lensTo - lensFrom).toBeGreaterThan(2.1);
      for (const time of [lensFrom + 0.11, (lensFrom + lensTo) / 2, lensTo])
        expect(stateAt(story, time).progress).toBe(lens.layer);
    }
  });
});

describe('a walk that has to be in time', () => {
  const pose: Pose = { view: { x: 0, y: 0, half: 1 }, tilt: 0, turn: 0, elevation: 0.5, aside: [0, 0, 0] };
  const network: Network = { weights: [], biases: [], activation: 'tanh' };
  const still = { network, space: spaceNetwork([]) };
  const walkFrom = (lengths: readonly number[]): Walk => {
    let time = 2;
    const moves = lengths.map((length, layer): Move => {
      const from = time;
      time += length;
      return { part: 'matrix', layer, from, to: time, progress: [layer, layer + 1], poses: [pose, pose] };
    });
    return { ...still, moves, end: time, first: pose };
  };

  it('ends at its time at the latest, in the same order, and is the same before it hurries', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.5, max: 4, noNaN: true }), { minLength: 1, maxLength: 8 }),
        fc.double({ min: 2, max: 10, noNaN: true }),
        fc.double({ min: 0.5, max: 20, noNaN: true }),
        (lengths, from, seconds) => {
          const walk = walkFrom(lengths);
          const until = from + seconds;
          const { moves, end } = inTime(walk, from, until);
          expect(end).toBe(Math.min(walk.end, until));
          expect(moves.at(-1)!.to).toBeCloseTo(end, 9);
          moves.forEach((move, k) => {
            expect(move.to).toBeGreaterThan(move.from);
            if (k > 0) expect(move.from).toBeCloseTo(moves[k - 1]!.to, 9);
            if (walk.moves[k]!.to <= from) expect(move).toEqual(walk.moves[k]);
          });
        },
      ),
    );
  });
});
