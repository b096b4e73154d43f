import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classMeans, nearestTo, walkOf, waysFrom } from '../../training/neighbour-walk';
import { nearestNeighbours } from '../../training/neighbours';

const PIXELS = 4;

/** Images of four bytes, with a label each; few grey values, so that equal distances are common. */
const pictures = (grey: number) =>
  fc
    .array(
      fc.record({
        image: fc.array(fc.integer({ min: 0, max: grey }), { minLength: PIXELS, maxLength: PIXELS }),
        label: fc.integer({ min: 0, max: 2 }),
      }),
      { minLength: 4, maxLength: 24 },
    )
    .map((list) => ({
      images: Uint8Array.from(list.flatMap(({ image }) => image)),
      labels: Uint8Array.from(list, ({ label }) => label),
      count: list.length,
    }));

const square = (images: Uint8Array, i: number, j: number): number => {
  let sum = 0;
  for (let p = 0; p < PIXELS; p++) sum += (images[i * PIXELS + p]! - images[j * PIXELS + p]!) ** 2;
  return sum;
};

describe('nearestNeighbours', () => {
  it.each([3, 255])(
    'finds what comparing and sorting all finds, of equals the first (grey values to %d)',
    (grey) => {
      fc.assert(
        fc.property(pictures(grey), fc.integer({ min: 1, max: 3 }), ({ images, count }, k) => {
          const found = nearestNeighbours(images, PIXELS, k);
          for (let i = 0; i < count; i++) {
            const sorted = Array.from({ length: count }, (_, j) => j)
              .filter((j) => j !== i)
              .sort((a, b) => square(images, i, a) - square(images, i, b) || a - b)
              .slice(0, k);
            expect([...found.indices.subarray(i * k, (i + 1) * k)]).toEqual(sorted);
            sorted.forEach((j, at) =>
              expect(found.distances[i * k + at]).toBe(Math.fround(Math.sqrt(square(images, i, j)) / 255)),
            );
          }
        }),
      );
    },
  );

  it('gives two images that are each other’s neighbours the same distance', () => {
    fc.assert(
      fc.property(pictures(255), ({ images, count }) => {
        const { indices, distances, k } = nearestNeighbours(images, PIXELS, count - 1);
        const away = (i: number, j: number): number => distances[indices.indexOf(j, i * k)]!;
        for (let i = 0; i < count; i++)
          for (let j = 0; j < count; j++) if (i !== j) expect(away(i, j)).toBe(away(j, i));
      }),
    );
  });

  it('says how far it is, and refuses as many neighbours as there are images, or none', () => {
    const seen: number[] = [];
    nearestNeighbours(new Uint8Array(3 * PIXELS), PIXELS, 2, (i) => seen.push(i));
    expect(seen).toEqual([0, 1, 2]);
    expect(() => nearestNeighbours(new Uint8Array(3 * PIXELS), PIXELS, 3)).toThrow(RangeError);
    expect(() => nearestNeighbours(new Uint8Array(3 * PIXELS), PIXELS, 0)).toThrow(RangeError);
  });
});

describe('waysFrom', () => {
  it('leads from neighbour to neighbour, and no other way costs less', () => {
    fc.assert(
      fc.property(pictures(255), fc.integer({ min: 1, max: 3 }), ({ images, count }, k) => {
        const near = nearestNeighbours(images, PIXELS, k);
        const cost: number[][] = Array.from({ length: count }, (_, i) =>
          Array.from({ length: count }, (_other, j) => (i === j ? 0 : Infinity)),
        );
        near.indices.forEach((j, at) => {
          const i = Math.floor(at / k);
          cost[i]![j] = cost[j]![i] = near.distances[at]! ** 3;
        });
        const steps = cost.map((row) => [...row]);
        // Floyd and Warshall: every way through every image.
        for (let m = 0; m < count; m++)
          for (let i = 0; i < count; i++)
            for (let j = 0; j < count; j++) cost[i]![j] = Math.min(cost[i]![j]!, cost[i]![m]! + cost[m]![j]!);
        const { spent, to } = waysFrom(near, 0);
        for (let j = 0; j < count; j++) {
          const way = to(j);
          if (cost[0]![j] === Infinity) {
            expect(way).toBeUndefined();
            continue;
          }
          expect([way![0], way!.at(-1)]).toEqual([0, j]);
          const whole = way!.slice(1).reduce((sum, at, i) => sum + steps[way![i]!]![at]!, 0);
          expect(whole).toBeCloseTo(cost[0]![j]!, 12);
          expect(spent[j]).toBeCloseTo(cost[0]![j]!, 12);
        }
      }),
    );
  });
});

describe('walkOf', () => {
  it('is a path of neighbours whose measures are those of its images', () => {
    fc.assert(
      fc.property(pictures(255), ({ images, labels }) => {
        const k = 2;
        const near = nearestNeighbours(images, PIXELS, k);
        const { way, longestStep, straight } = walkOf(images, labels, PIXELS, near);
        expect(way.length).toBeGreaterThanOrEqual(2);
        expect(new Set(way).size).toBe(way.length);
        const of = (i: number): number[] => [...near.indices.subarray(i * k, (i + 1) * k)];
        const lengths = way.slice(1).map((to, i) => {
          const from = way[i]!;
          expect(of(from).includes(to) || of(to).includes(from)).toBe(true);
          return Math.sqrt(square(images, from, to)) / 255;
        });
        expect(longestStep).toBeCloseTo(Math.max(...lengths), 12);
        expect(straight).toBeCloseTo(Math.sqrt(square(images, way[0]!, way.at(-1)!)) / 255, 12);
      }),
    );
  });

  it('goes between the medoids of the classes whose means lie furthest apart', () => {
    const line = [0, 10, 20, 60, 70, 80, 200, 210, 220];
    const images = Uint8Array.from(line.flatMap((x) => [x, 0, 0, 0]));
    const labels = [0, 0, 0, 1, 1, 1, 2, 2, 2];
    const { way, middle } = walkOf(images, labels, PIXELS, nearestNeighbours(images, PIXELS, 4));
    expect([way[0], way.at(-1)]).toEqual([1, 7]);
    // Half way between 10 and 210 is 110; the nearest image is 80.
    expect(middle).toBeCloseTo(30 / 255, 12);
  });

  it('stays among the images that are joined where no way leads to another class', () => {
    const line = [0, 10, 30, 200, 210, 230];
    const images = Uint8Array.from(line.flatMap((x) => [x, 0, 0, 0]));
    const { way } = walkOf(images, [0, 0, 0, 1, 1, 1], PIXELS, nearestNeighbours(images, PIXELS, 1));
    expect(way).toEqual([1, 2]);
  });
});

describe('walkOf, among equal images', () => {
  it('goes to another image than the one it starts at', () => {
    const images = new Uint8Array(3 * PIXELS).fill(7);
    const near = nearestNeighbours(images, PIXELS, 1);
    expect(walkOf(images, [0, 0, 0], PIXELS, near)).toMatchObject({
      way: [0, 1],
      longestStep: 0,
      straight: 0,
    });
  });

  it('refuses to walk where no image is joined to another', () => {
    const alone = { indices: new Int32Array(0), distances: new Float32Array(0), k: 1 };
    expect(() => walkOf(new Uint8Array(PIXELS), [0], PIXELS, alone)).toThrow(RangeError);
  });
});

describe('classMeans and nearestTo', () => {
  it('leave a class without images out, and give the first of equally near images', () => {
    const images = Uint8Array.from([2, 0, 0, 0, 4, 0, 0, 0]);
    expect(classMeans(images, [2, 2], PIXELS).map((mean) => mean && [...mean])).toEqual([
      undefined,
      undefined,
      [3, 0, 0, 0],
    ]);
    expect(nearestTo(images, [3, 0, 0, 0]).image).toBe(0);
    expect(nearestTo(images, [3, 0, 0, 0], (i) => i === 1).image).toBe(1);
  });
});
