import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeOfFrame } from '../../remotion/film/moment';
import { blendActivation } from '../../remotion/motion/blend';
import { interpolateSeries } from '../../remotion/motion/interpolate';
import { lagged } from '../../remotion/motion/lagged';
import { spaceNetwork } from '../../remotion/motion/space-path';
import { polarPath } from '../../remotion/motion/polar';
import { polarPath3 } from '../../remotion/motion/polar3';
import { mix, span, through, window } from '../../remotion/motion/span';

const RATES = [24, 30, 60] as const;
const SECONDS = 3;
/** Every half second falls on a frame of each rate. */
const MEETINGS = Array.from({ length: 2 * SECONDS + 1 }, (_, i) => i / 2);

const flat = polarPath([2, -1, 1, 1]);
const turned = polarPath([1, 0.5, 0.25, -1]);
const solid = polarPath3([1, -1, 0.5, 0.25, 1, 0, 0, 0.5, 2]);
const network = spaceNetwork([
  { inputs: 2, outputs: 2, weights: [1.3, -1.6, -0.1, 0.5], bias: [0.1, -0.2], activation: Math.tanh },
  { inputs: 2, outputs: 2, weights: [0.5, 1, -1, 0.5], bias: [0, 0.3], activation: Math.tanh },
]);

/** What moves, as scenes use it: a time in seconds, and what is there at that time. */
const moves: Readonly<Record<string, (time: number) => readonly number[]>> = {
  'a move that takes its time': (time) => [span(0.3, 2.2, time)],
  'something that comes and goes': (time) => [window(0.2, 2.6, time)],
  'a value that goes through stops': (time) => [
    through(
      [
        { from: 0, to: 0, value: 1 },
        { from: 0.4, to: 1.1, value: 3 },
        { from: 1.7, to: 2.9, value: -1 },
      ],
      time,
      mix,
    ),
  ],
  'staggered entrances': (time) =>
    [0, 1, 2, 3].map((i) =>
      lagged(
        i,
        4,
        span(0, 2, time, (t) => t),
        0.3,
      ),
    ),
  'the polar path in the plane': (time) => flat.at(span(0.1, 2, time)).matrix,
  'the polar path that turns a sheet over': (time) => {
    const { matrix, lift } = turned.at(span(0.1, 2, time));
    return [...matrix, ...lift];
  },
  'the polar path in space': (time) => solid.at(span(0.1, 2, time)).matrix,
  'an activation on its way': (time) => [blendActivation(Math.tanh, 1.7, span(0.5, 2.5, time))],
  'a dot that goes through layers': (time) => {
    const out = new Float64Array(3);
    network.at(2 * span(0.2, 2.8, time))(0.7, -0.4, out);
    return [...out];
  },
  'a value between recorded epochs': (time) => [interpolateSeries([0, 1, 2.5, 4], [3, 1, 0.5, 0.2], time)],
};

describe.each(Object.entries(moves))('%s', (_, at) => {
  /** Every frame of a film at a rate, in an order of its own, as engines that share out the work draw them. */
  const film = (fps: number, backwards: boolean): ReadonlyMap<number, readonly number[]> => {
    const frames = Array.from({ length: SECONDS * fps + 1 }, (_value, frame) => frame);
    if (backwards) frames.reverse();
    return new Map(frames.map((frame) => [timeOfFrame(frame, fps), at(timeOfFrame(frame, fps))]));
  };

  it('is the same at the same second at 24, 30 and 60 frames a second, in whatever order frames are drawn', () => {
    const [slow, usual, fast] = RATES.map((fps, i) => film(fps, i === 1));
    for (const time of MEETINGS) {
      expect(slow!.get(time)).toBeDefined();
      expect(slow!.get(time)).toEqual(usual!.get(time));
      expect(fast!.get(time)).toEqual(usual!.get(time));
    }
  });

  it('goes on between frames without a jump, so that more frames only fill in', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: SECONDS, noNaN: true }), (time) => {
        const [now, soon] = [at(time), at(time + 1e-7)];
        now.forEach((value, i) => expect(Math.abs(value - soon[i]!)).toBeLessThan(1e-5));
      }),
    );
  });
});
