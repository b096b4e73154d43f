import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { disks } from '../../data/disks';
import { momentAt } from '../../remotion/film/moment';
import { resolveSentences } from '../../remotion/narration/script';
import { scene } from '../../remotion/scenes/chosen-transform';
import { arcLine, beltOutline, seenPoint, type Seen } from '../../remotion/scenes/chosen-transform/lines';
import {
  movesOf,
  planeAt,
  polarMapAt,
  storyOf,
  unrolledAt,
} from '../../remotion/scenes/chosen-transform/story';
import {
  pointOf,
  polarAt,
  polarOf,
  unrolled,
  unrolledPolar,
  type Unrolling,
} from '../../remotion/scenes/chosen-transform/unroll';
import type { Given } from '../../remotion/stage/scene';
import { paintScene } from '../support/paint-scene';
import { factsOf, givenFor } from '../support/scene-given';
import { disksRun, outlineOfDisks, sizes } from './disks-run';

const unit = fc.double({ min: 0, max: 1, noNaN: true });
const coordinate = fc.double({ min: -3, max: 3, noNaN: true });
const radius = fc.double({ min: 0, max: 3, noNaN: true });
const angle = fc.double({ min: -Math.PI, max: Math.PI, noNaN: true });
const unrolling: fc.Arbitrary<Unrolling> = fc.record({
  radian: fc.double({ min: 0.2, max: 2, noNaN: true }),
  stretch: fc.double({ min: 0.5, max: 4, noNaN: true }),
});

const place = (
  map: (a: number, b: number, out: Float64Array) => void,
  a: number,
  b: number,
): Float64Array => {
  const out = new Float64Array(3);
  map(a, b, out);
  return out;
};

/** Where a place would be without the plane's being drawn out along the x-axis. */
const undrawn = (
  { stretch }: Unrolling,
  t: number,
  [x = 0, y = 0]: Float64Array,
): readonly [along: number, across: number] => [x / (1 + (stretch - 1) * t ** 3), y];

describe('the map from Cartesian to polar coordinates', () => {
  it('leaves the plane as it is at first', () => {
    fc.assert(
      fc.property(unrolling, coordinate, coordinate, (how, x, y) => {
        const [px, py] = place(unrolled(how, 0), x, y);
        expect(px).toBeCloseTo(x, 12);
        expect(py).toBeCloseTo(y, 12);
      }),
    );
  });

  it('takes every point to its radius and its angle in the end, and back again', () => {
    fc.assert(
      fc.property(unrolling, coordinate, coordinate, (how, x, y) => {
        const out = place(unrolled(how, 1), x, y);
        expect(out[0]).toBeCloseTo(how.stretch * Math.hypot(x, y), 12);
        const theta = Math.atan2(y, x);
        if (Math.abs(theta) < Math.PI) expect(out[1]).toBeCloseTo(how.radian * theta, 12);
        const [bx, by] = pointOf(polarAt(how, out[0]!, out[1]!));
        expect(bx).toBeCloseTo(x, 12);
        expect(by).toBeCloseTo(y, 12);
      }),
    );
  });

  it('gives the torn ray one angle, π, whatever the sign of zero', () => {
    expect(polarOf(-1, -0)).toEqual({ radius: 1, angle: Math.PI });
    expect(polarOf(0, 1)).toEqual({ radius: 1, angle: Math.PI / 2 });
  });

  it('leaves the x-axis where it is all the way, but for its being drawn out', () => {
    fc.assert(
      fc.property(unrolling, radius, unit, (how, r, t) => {
        const [along, across] = undrawn(how, t, place(unrolledPolar(how, t), r, 0));
        expect(along).toBeCloseTo(r, 12);
        expect(across).toBeCloseTo(0, 12);
      }),
    );
  });

  it('keeps lengths along every ray all the way, but for its being drawn out', () => {
    fc.assert(
      fc.property(unrolling, radius, radius, angle, unit, (how, r, s, theta, t) => {
        const map = unrolledPolar(how, t);
        const [a, b] = [r, s].map((own) => undrawn(how, t, place(map, own, theta)));
        expect(Math.hypot(a![0] - b![0], a![1] - b![1])).toBeCloseTo(Math.abs(r - s), 9);
      }),
    );
  });

  it('lays no two points on each other anywhere on the way, and none over the tear: each can be told from where it is', () => {
    fc.assert(
      fc.property(
        unrolling,
        fc.double({ min: 0.01, max: 3, noNaN: true }),
        angle,
        fc.double({ min: 0, max: 0.97, noNaN: true }),
        (how, r, theta, t) => {
          const [along, across] = undrawn(how, t, place(unrolledPolar(how, t), r, theta));
          const centre = (how.radian * t ** 4) / (1 - t);
          expect(Math.hypot(along + centre, across) - centre).toBeCloseTo(r, 8);
          expect(Math.atan2(across, along + centre) / (1 - t)).toBeCloseTo(theta, 8);
        },
      ),
    );
  });

  it('tears: neighbours on both sides of the ray are apart from the first moment on, and a whole turn in the end', () => {
    fc.assert(
      fc.property(unrolling, fc.double({ min: 0.1, max: 3, noNaN: true }), unit, (how, r, t) => {
        const gap = (at: number): number => {
          const map = unrolledPolar(how, at);
          const [a, b] = [place(map, r, -Math.PI), place(map, r, Math.PI)];
          return Math.hypot(a[0]! - b[0]!, a[1]! - b[1]!);
        };
        expect(gap(0)).toBeCloseTo(0, 12);
        if (t > 0) expect(gap(t)).toBeGreaterThan(0.1 * t);
        expect(gap(1)).toBeCloseTo(2 * Math.PI * how.radian, 9);
      }),
    );
  });

  it('does not jump: a little later everything is a little further', () => {
    fc.assert(
      fc.property(unrolling, radius, angle, unit, (how, r, theta, t) => {
        const [a, b] = [t, Math.min(1, t + 1e-4)].map((at) => place(unrolledPolar(how, at), r, theta));
        expect(Math.hypot(a![0]! - b![0]!, a![1]! - b![1]!)).toBeLessThan(0.01);
      }),
    );
  });
});

const shape = fc
  .tuple(
    fc.double({ min: 0.1, max: 1, noNaN: true }),
    fc.double({ min: 0.05, max: 1, noNaN: true }),
    fc.double({ min: 0.05, max: 1, noNaN: true }),
  )
  .map(([inner, gap, wide]) => ({
    innerRadius: inner,
    ringRadii: [inner + gap, inner + gap + wide] as const,
  }));

describe('the dots and the map', () => {
  it('agree: every dot lands in the rectangle that its class was made in, and comes back to its place', () => {
    fc.assert(
      fc.property(shape, unrolling, fc.nat(), (own, how, seed) => {
        const { points, labels } = disks({ seed, samplesPerClass: 40, ...own });
        const map = unrolled(how, 1);
        labels.forEach((label, i) => {
          const [x, y] = [points[2 * i]!, points[2 * i + 1]!];
          const out = place(map, x, y);
          const { radius: r, angle: theta } = polarAt(how, out[0]!, out[1]!);
          const [from, to] = label === 0 ? [0, own.innerRadius] : own.ringRadii;
          // The points are kept in single precision.
          expect(r).toBeGreaterThanOrEqual(from - 1e-6);
          expect(r).toBeLessThanOrEqual(to + 1e-6);
          expect(theta).toBeGreaterThan(-Math.PI);
          expect(theta).toBeLessThanOrEqual(Math.PI);
          const [bx, by] = pointOf({ radius: r, angle: theta });
          expect(bx).toBeCloseTo(x, 9);
          expect(by).toBeCloseTo(y, 9);
        });
      }),
      { numRuns: 40 },
    );
  });
});

const told = (given: Given, time: number) => ({ ...momentAt(given, time), story: storyOf(given) });
const seenAt = (given: Given, time: number): Seen => {
  const own = told(given, time);
  return { map: polarMapAt(own), plane: planeAt(own) };
};

describe('chosen-transform', () => {
  it('unrolls all of the plane before the line is drawn, and rolls all of it up before it says what cannot be torn', async () => {
    const given = await givenFor(scene, disksRun());
    const { unroll, back, never } = movesOf(momentAt(given, 0));
    expect(unrolledAt(momentAt(given, unroll[1]))).toBe(1);
    expect(unroll[1]).toBeLessThan(given.cues['made']! - 1);
    expect(unrolledAt(momentAt(given, back[1]))).toBe(0);
    expect(back[1]).toBeLessThan(never[0]);
    expect(never[1]).toBeLessThan(given.duration);
  });

  it('does one thing after another, however fast it is spoken', async () => {
    for (const slower of [0.4, 1, 2]) {
      const given = await givenFor(scene, { ...disksRun(), slower });
      const { tear, gape, unroll, back, never } = movesOf(momentAt(given, 0));
      const order = [tear[1] - 0.15, gape[0], gape[1], unroll[0], unroll[1], back[0], back[1], never[0]];
      expect(order).toEqual([...order].sort((a, b) => a - b));
    }
  });

  it.each(sizes)('at %s keeps all of the plane in its place all the way', async (_, width, height) => {
    const given = await givenFor(scene, { ...disksRun(), width, height });
    const { sheet, places } = storyOf(given);
    const { x, y, width: w, height: h } = places.plane;
    for (let time = 0; time < given.duration; time += 0.1) {
      const outline = beltOutline(seenAt(given, time), 0, sheet);
      const [xs, ys] = [0, 1].map((axis) => outline.filter((_value, i) => i % 2 === axis));
      expect(Math.min(...xs!)).toBeGreaterThan(x);
      expect(Math.max(...xs!)).toBeLessThan(x + w);
      expect(Math.min(...ys!)).toBeGreaterThan(y);
      expect(Math.max(...ys!)).toBeLessThan(y + h);
    }
  });

  it.each(sizes)(
    'at %s never moves the plane under the formula of the map, while that is there',
    async (_, width, height) => {
      const given = await givenFor(scene, { ...disksRun(), width, height });
      const { sheet, places } = storyOf(given);
      const { x, y, size } = places.formula;
      const half = (given.formulas.map!.width * size) / 2;
      const { back } = movesOf(momentAt(given, 0));
      for (let time = 0; time < back[0]; time += 0.1) {
        const outline = beltOutline(seenAt(given, time), 0, sheet);
        for (let i = 0; i < outline.length; i += 2)
          expect(outline[i]! > x + half + 20 || outline[i + 1]! > y + 20).toBe(true);
      }
    },
  );

  it.each(sizes)(
    'at %s parts the dots by a straight line, each class on its side',
    async (_, width, height) => {
      const given = await givenFor(scene, { ...disksRun(), width, height });
      const seen = seenAt(given, movesOf(momentAt(given, 0)).unroll[1]);
      const { between, polar, labels } = storyOf(given);
      const line = arcLine(seen, between);
      expect(line).toHaveLength(4);
      expect(line[0]).toBeCloseTo(line[2]!, 6);
      polar.forEach(({ radius: r, angle: theta }, i) => {
        expect(seenPoint(seen, r, theta)[0] > line[0]!).toBe(labels[i] === 1);
      });
    },
  );

  it('writes the radius of that line as it follows from the data', () => {
    const written = (inner: number, outer: number): string =>
      scene.formulas(factsOf(disksRun({ innerRadius: inner, ringRadii: [outer, outer + 1] }, 4)))['line']!;
    expect(written(0.5, 0.75)).toBe('r = 0.625');
    expect(written(0.1, 0.2)).toBe('r = 0.15');
  });

  it('shows both sides of the tear while there is one, and none when the plane is whole again', async () => {
    const given = await givenFor(scene, disksRun());
    const { gape, never } = movesOf(momentAt(given, 0));
    const thick = 5.5 * given.layout.unit;
    const sides = (time: number): number =>
      paintScene(scene, given, time).drawn.filter(
        ({ kind, color, ink, x0 }) =>
          kind === 'line' && color === given.theme.accent && Math.abs(x0 - ink.x0 - thick / 2) < 1e-6,
      ).length;
    expect(sides(1)).toBe(0);
    expect(sides(gape[1])).toBe(2);
    expect(sides(never[0] + 0.5)).toBe(0);
  });

  it('says nothing that a run could break', () => {
    const script = resolveSentences(scene, factsOf(disksRun()));
    expect(script.claims).toEqual([]);
  });

  it('shows other radii, and refuses data that are not a disk in a ring, saying why', async () => {
    for (const own of [
      { innerRadius: 1, ringRadii: [3, 3.5] as const },
      { innerRadius: 0.5, ringRadii: [0.51, 4] as const },
    ]) {
      const given = await givenFor(scene, disksRun(own, 20));
      for (let time = 0.5; time < given.duration; time += 1)
        expect(paintScene(scene, given, time).drawn.length).toBeGreaterThan(3);
    }
    const judge = scene.besides!['disks2d']!;
    expect(judge(outlineOfDisks)).toBe(true);
    expect(judge({ ...outlineOfDisks, data: 'csv' })).toContain('csv');
  });
});
