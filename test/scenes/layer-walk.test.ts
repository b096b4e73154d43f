import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { biasDecimals } from '../../remotion/scenes/bias-decimals';
import { edgeOnMove, stateAt, walkOf, type WalkOptions } from '../../remotion/scenes/layer-walk';
import { edgeOnPose, lensOf, LOW, poseOf, seenPoints, seeThrough } from '../../remotion/scenes/walk-lens';
import { dot } from '../../remotion/stage/camera';
import { separatorInBox, valueAt } from '../../remotion/stage/separator';
import type { Network } from '../../training/network';

const box = { x: 100, y: 50, width: 900, height: 600 };
const view = { x: 0.2, y: -0.1, half: 1.5 };
const pose = { view, tilt: 1, turn: 0, elevation: LOW.elevation, aside: [0, 0, 0] } as const;
const number = fc.double({ min: -1, max: 1, noNaN: true });

/** From the plane to space, and back: 2-3-2-1. */
const network: Network = {
  activation: 'tanh',
  weights: [
    { rows: 3, cols: 2, data: [1.2, 0.3, -0.4, 1.1, 0.6, -0.8] },
    { rows: 2, cols: 3, data: [1, 0.2, -0.3, 0.4, 1.1, 0.5] },
    { rows: 1, cols: 2, data: [1, -1] },
  ],
  biases: [[0.2, -0.1, 0.4], [0.1, 0.3], [0.2]],
};
const points = Float64Array.from({ length: 80 }, (_, i) => Math.sin(7 * i));
const options: WalkOptions = {
  network,
  points,
  half: 1,
  box,
  width: 1920,
  at: (part, layer) => (part === 'matrix' ? 4 + 8 * layer : undefined),
  until: 22,
  pace: { seconds: { matrix: 2, bias: 1, activation: 2 }, shortest: 0.8 },
};

/** How far corners of a polygon, in pixels, stand off the line through the two that are furthest apart. */
function thickness(corners: readonly number[], see: (point: Float64Array) => void): number {
  const seen = Array.from({ length: corners.length / 3 }, (_, i) => {
    const point = Float64Array.from(corners.slice(3 * i, 3 * i + 3));
    see(point);
    return [point[0]!, point[1]!] as const;
  });
  const pairs = seen.flatMap((a) => seen.map((b) => [a, b] as const));
  const apart = ([[ax, ay], [bx, by]]: (typeof pairs)[number]): number => Math.hypot(bx - ax, by - ay);
  const [[ax, ay], [bx, by]] = pairs.reduce((most, pair) => (apart(pair) > apart(most) ? pair : most));
  const length = Math.hypot(bx - ax, by - ay);
  if (length === 0) return 0;
  return Math.max(...seen.map(([x, y]) => Math.abs((x - ax) * (by - ay) - (y - ay) * (bx - ax)) / length));
}

describe('the lens on a space', () => {
  it('shows a plane from straight above where planeOf puts it, and hardly elsewhere when it begins to tip', () => {
    fc.assert(
      fc.property(number, number, (x, y) => {
        const [flat, tipped] = [0, 1e-6].map((tilt) => {
          const point = Float64Array.from([x, y, 0]);
          seeThrough(lensOf(box, { ...pose, tilt }), point);
          return point;
        }) as [Float64Array, Float64Array];
        expect(Math.hypot(flat[0]! - tipped[0]!, flat[1]! - tipped[1]!)).toBeLessThan(0.01);
      }),
    );
  });

  it('comes round to where any plane is a line: the eye lies in the plane, and the space stays in the middle', () => {
    fc.assert(
      fc.property(number, number, number, number, (a, b, c, offset) => {
        const size = Math.hypot(a, b, c);
        fc.pre(size > 0.1);
        const separator = { normal: [a, b, c], offset: offset * size } as const;
        const seen = edgeOnPose(pose, separator, { half: 1 });
        const lens = lensOf(box, seen);
        expect(dot(lens.camera!.forward, separator.normal) / size).toBeCloseTo(0, 9);
        expect(Math.abs(seen.turn)).toBeLessThanOrEqual(Math.PI / 2 + 0.6);
        const middle = Float64Array.from([view.x, view.y, 0]);
        seeThrough(lens, middle);
        expect(
          Math.hypot(middle[0]! - box.x - box.width / 2, middle[1]! - box.y - box.height / 2),
        ).toBeLessThan(1e-6);
        const corners = separatorInBox(separator, { half: 1 });
        fc.pre(corners.length > 0);
        expect(valueAt(separator, lens.camera!.eye) / size).toBeCloseTo(0, 9);
        expect(thickness(corners, (point) => seeThrough(lens, point))).toBeLessThan(0.5);
      }),
    );
  });

  it('holds all of what it was made for', () => {
    fc.assert(
      fc.property(number, number, fc.double({ min: 0.1, max: 3, noNaN: true }), (x, y, size) => {
        const extent = { low: [x, y], high: [x + size, y + size / 3], radius: 4 } as const;
        const { plane } = lensOf(box, poseOf(extent, 0, box));
        for (const [u, v] of [extent.low, extent.high]) {
          expect(plane.x(u)).toBeGreaterThan(box.x);
          expect(plane.x(u)).toBeLessThan(box.x + box.width);
          expect(plane.y(v)).toBeGreaterThan(box.y);
          expect(plane.y(v)).toBeLessThan(box.y + box.height);
        }
      }),
    );
  });
});

describe('a walk through the layers', () => {
  const walk = walkOf(options);

  it('does one thing after another, and all of them', () => {
    expect(walk.moves.map(({ part, layer }) => `${part} ${layer}`)).toEqual([
      'camera 0',
      'matrix 0',
      'bias 0',
      'activation 0',
      'matrix 1',
      'camera 1',
      'bias 1',
      'activation 1',
    ]);
    walk.moves.slice(1).forEach((move, i) => expect(move.from).toBeGreaterThanOrEqual(walk.moves[i]!.to));
    expect(stateAt(walk, walk.end).progress).toBe(2);
  });

  it('begins a part no sooner than it is told of', () => {
    for (const { part, layer, from } of walk.moves)
      expect(from).toBeGreaterThanOrEqual(part === 'camera' ? 0 : 4 + 8 * layer);
  });

  it('comes round so far that no sheet is seen from its end, and not at all where there is no need', () => {
    // Stretched along where the camera looks when it has not come round.
    const along = [-Math.sin(LOW.azimuth), Math.cos(LOW.azimuth), -Math.tan(LOW.elevation)] as const;
    const ended: Network = {
      activation: 'tanh',
      weights: [
        { rows: 3, cols: 2, data: along.flatMap((v, i) => [0.6 * v, i === 0 ? 0.05 : 0]) },
        { rows: 1, cols: 3, data: [1, 1, 1] },
      ],
      biases: [[0, 0, 0], [0]],
    };
    const across = ended.weights[0]!.data;
    const facing: Network = {
      ...ended,
      weights: [
        { rows: 3, cols: 2, data: [across[2]!, 0, -across[0]!, 0, 0, 0.5] },
        { rows: 1, cols: 3, data: [1, 1, 1] },
      ],
    };
    const turn = (of: Network): number =>
      Math.abs(walkOf({ ...options, network: of }).moves.at(-1)!.poses[1].turn);
    expect(turn(facing)).toBe(0);
    expect(turn(ended)).toBeGreaterThan(0.3);
  });

  it('tips the camera before a space of three axes, and has it straight above again in the plane', () => {
    const tilts = walk.moves.map(({ poses }) => poses[1].tilt);
    expect(tilts).toEqual([1, 1, 1, 1, 1, 0, 0, 0]);
  });

  it('never moves a dot by more than a twenty-fifth of the width in a thirtieth of a second', () => {
    const seen = (time: number): Float64Array => {
      const { progress, pose } = stateAt(walk, time);
      return seenPoints(points, walk.space.at(progress), lensOf(box, pose));
    };
    for (let frame = 1; frame <= 30 * walk.end; frame++) {
      const [before, now] = [seen((frame - 1) / 30), seen(frame / 30)];
      for (let i = 0; i < now.length; i += 2)
        expect(Math.hypot(now[i]! - before[i]!, now[i + 1]! - before[i + 1]!)).toBeLessThanOrEqual(
          0.04 * 1920,
        );
    }
  });

  it('has layers done by when they should be, where there is time', () => {
    const hasty = walkOf({ ...options, by: (layer) => (layer === 0 ? 10 : undefined) });
    expect(
      hasty.moves.find(({ layer, part }) => layer === 0 && part === 'activation')!.to,
    ).toBeLessThanOrEqual(10);
  });

  it('turns to a separating plane only where the last space has three axes', () => {
    expect(edgeOnMove(walk, 20, 23)).toBeUndefined();
    const deep = walkOf({
      ...options,
      network: {
        ...network,
        weights: [network.weights[0]!, { rows: 1, cols: 3, data: [1, -0.5, 0.3] }],
        biases: [network.biases[0]!, [0.4]],
      },
    });
    const orbit = edgeOnMove(deep, deep.end + 1, deep.end + 4)!;
    const end = stateAt({ ...deep, moves: [...deep.moves, orbit] }, deep.end + 4).pose;
    const separator = { normal: [1, -0.5, 0.3], offset: 0.4 } as const;
    const lens = lensOf(box, end);
    expect(valueAt(separator, lens.camera!.eye)).toBeCloseTo(0, 9);
    const corners = separatorInBox(separator, { half: 1 });
    expect(thickness(corners, (point) => seeThrough(lens, point))).toBeLessThan(0.5);
  });
});

describe('the decimals of a bias', () => {
  it('are more where two would write a number as nothing', () => {
    expect(biasDecimals([0.003, 0.5])).toBe(3);
    expect(biasDecimals([-0.013, 0.5])).toBe(3);
    expect(biasDecimals([0.72, -0.05])).toBe(2);
    expect(biasDecimals([0, 0.3])).toBe(2);
  });
});
