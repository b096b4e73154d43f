import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlaneMap } from '../../remotion/motion/layer-path';
import { lostArcs } from '../../remotion/scenes/disks-training/lost-arcs';
import { circleImage } from '../../remotion/scenes/disks-training/story';
import {
  roundness,
  sideOf,
  supportLine,
  windingNumber,
} from '../../remotion/scenes/disks-training/support-line';
import { lastSpace, networks } from './disks-training-networks';

describe('supportLine(curve, angle, gap)', () => {
  it('touches a square at its corner, and keeps its distance', () => {
    const square = [-1, -1, 1, -1, 1, 1, -1, 1];
    const line = supportLine(square, Math.PI / 4, 0);
    expect(sideOf(line, -1, -1)).toBeCloseTo(0, 12);
    expect(sideOf(line, 1, 1)).toBeCloseTo(2 * Math.SQRT2, 12);
    expect(sideOf(supportLine(square, 0, 0.25), -1, 0)).toBeCloseTo(0.25, 12);
  });
});

describe('lostArcs(radius, map, line)', () => {
  const same: PlaneMap = (x, y, out) => void out.set([x, y, 0]);

  it('is what a line cuts off a circle, to the cut itself, also over its beginning', () => {
    const [right, ...none] = lostArcs(2, same, { nx: -1, ny: 0, c: 1 });
    expect(none).toEqual([]);
    expect(right![0]).toBeCloseTo(5 / 6, 6);
    expect(right![1]).toBeCloseTo(7 / 6, 6);
    const [top] = lostArcs(2, same, { nx: 0, ny: -1, c: 0 });
    expect(top![0]).toBeCloseTo(0, 6);
    expect(top![1]).toBeCloseTo(0.5, 6);
  });

  it('is nothing where the line holds all of it, and all of it on the other side', () => {
    expect(lostArcs(1, same, { nx: 1, ny: 0, c: 3 })).toEqual([]);
    expect(lostArcs(1, same, { nx: 1, ny: 0, c: -3 })).toEqual([[0, 1]]);
  });

  it('is not empty for any line that has a point of the disk on the other side, whatever the layers', () => {
    const angle = fc.double({ min: -4, max: 4, noNaN: true });
    fc.assert(
      fc.property(networks('tanh', 0.2), angle, (network, theta) => {
        const map = lastSpace(network);
        const line = supportLine(circleImage(0.5, map, 400), theta, -1e-3);
        expect(lostArcs(1, map, line).length).toBeGreaterThan(0);
      }),
      { numRuns: 40 },
    );
  });
});

describe('roundness(curve)', () => {
  it('is 1 for a circle, π/4 for a square, and 0 for a line there and back, at any size', () => {
    const circle = circleImage(3, (x, y, out) => out.set([x, y, 0]));
    expect(roundness(circle)).toBeCloseTo(1, 4);
    expect(roundness([0, 0, 5, 0, 5, 5, 0, 5])).toBeCloseTo(Math.PI / 4, 12);
    expect(roundness([0, 0, 1, 0])).toBe(0);
    expect(roundness([2, 2])).toBe(0);
  });
});

describe('windingNumber(curve, x, y)', () => {
  it('is 1 inside of a square that goes anticlockwise, −1 of one that goes clockwise, and 0 outside', () => {
    const square = [0, 0, 1, 0, 1, 1, 0, 1];
    expect(windingNumber(square, 0.5, 0.4)).toBe(1);
    expect(windingNumber([0, 0, 0, 1, 1, 1, 1, 0], 0.5, 0.4)).toBe(-1);
    expect(windingNumber(square, 1.5, 0.4)).toBe(0);
  });
});
