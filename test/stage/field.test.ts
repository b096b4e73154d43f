import { describe, expect, it } from 'vitest';
import { contourLines, logitTone, regionAbove, sampleField } from '../../remotion/stage/field';
import { fieldPixels } from '../../remotion/stage/field-image';
import { planeOf } from '../../remotion/stage/plane';
import { night } from '../../remotion/stage/theme';

const plane = planeOf({ x: 100, y: 50, width: 800, height: 800 }, { x: 0, y: 0, half: 2 });

describe('a decision field', () => {
  it('has its contour within half a pixel of where the decision is', () => {
    const field = sampleField((x, y) => 1 - Math.hypot(x, y), plane);
    const [polygon] = regionAbove(field, 0, plane);
    expect(polygon).toHaveLength(1);
    for (const [x = 0, y = 0] of polygon![0]!) {
      const radius = Math.hypot(plane.x.invert(x), plane.y.invert(y));
      expect(Math.abs(radius - 1) * plane.scale).toBeLessThan(0.5);
    }
  });

  it('has a hole where what is inside is below', () => {
    const field = sampleField((x, y) => Math.abs(Math.hypot(x, y) - 1.2) * -1 + 0.3, plane);
    const region = regionAbove(field, 0, plane);
    expect(region).toHaveLength(1);
    expect(region[0]).toHaveLength(2);
  });

  it('is empty where the field is below everywhere', () => {
    expect(
      regionAbove(
        sampleField(() => -1, plane),
        0,
        plane,
      ),
    ).toEqual([]);
  });

  it('is sampled as densely on both axes of a box that is not square', () => {
    const wide = planeOf({ x: 0, y: 0, width: 1600, height: 400 }, { x: 0, y: 0, half: 1 });
    const { columns, rows, values } = sampleField((x) => x, wide, { samples: 80 });
    expect([columns, rows]).toEqual([80, 20]);
    expect(values[0]).toBeCloseTo(-values[columns - 1]!, 9);
  });
});

describe('the line where a field decides', () => {
  it('goes to the edges of the box and never along them', () => {
    const [slope, offset] = [0.35, 0.4];
    const lines = contourLines(
      sampleField((x, y) => y - slope * x - offset, plane),
      0,
      plane,
    );
    expect(lines).toHaveLength(1);
    const xs = lines[0]!.filter((_, i) => i % 2 === 0);
    expect(Math.min(...xs)).toBeLessThanOrEqual(100);
    expect(Math.max(...xs)).toBeGreaterThanOrEqual(900);
    for (let i = 0; i < lines[0]!.length; i += 2) {
      const [x, y] = [plane.x.invert(lines[0]![i]!), plane.y.invert(lines[0]![i + 1]!)];
      expect(Math.abs(y - slope * x - offset) * plane.scale).toBeLessThan(0.5);
    }
  });

  it('is one closed line around what is inside', () => {
    const lines = contourLines(
      sampleField((x, y) => 1 - Math.hypot(x, y), plane),
      0,
      plane,
    );
    expect(lines).toHaveLength(1);
    expect(lines[0]!.slice(0, 2)).toEqual(lines[0]!.slice(-2));
  });

  it('is none where the field decides nothing', () => {
    for (const value of [1, -1])
      expect(
        contourLines(
          sampleField(() => value, plane),
          0,
          plane,
        ),
      ).toEqual([]);
  });
});

describe('a field as colour', () => {
  const style = {
    colors: night.classes,
    ground: night.background,
    alpha: 0.5,
    tone: (value: number) => value,
  };
  const pixel = (field: (x: number, y: number) => number, column: number): number[] => {
    const { width, height, data } = fieldPixels(sampleField(field, plane), plane.box, style);
    const start = 4 * (Math.floor(height / 2) * width + Math.floor(column * (width - 1)));
    return [...data.slice(start, start + 4)];
  };
  const mixed = (color: string, share: number): number[] =>
    [1, 3, 5].map((at) => {
      const [from, to] = [night.background, color].map((each) => parseInt(each.slice(at, at + 2), 16));
      return from! + (to! - from!) * share;
    });

  it('is the background where it is undecided, and each class’s colour on its own side', () => {
    const ramp = (x: number): number => x / 2;
    const near = (seen: number[], wanted: number[]): void =>
      wanted.forEach((channel, c) => expect(Math.abs(seen[c]! - channel)).toBeLessThanOrEqual(2));
    near(pixel(ramp, 0), mixed(night.classes[0], 0.5));
    near(pixel(ramp, 0.5), mixed(night.background, 1));
    near(pixel(ramp, 1), mixed(night.classes[1], 0.5));
    expect(pixel(ramp, 0.2)[3]).toBe(255);
  });

  it('is between its samples what the field is there, within three of 255 levels: no cell is seen', () => {
    const field = (x: number, y: number): number => Math.tanh(3 * Math.sin(2 * x) + 2 * y);
    const [coarse, fine] = [160, 400].map((samples) =>
      fieldPixels(sampleField(field, plane, { samples }), plane.box, style),
    );
    const most = coarse!.data.reduce(
      (worst, level, i) => Math.max(worst, Math.abs(level - fine!.data[i]!)),
      0,
    );
    expect(most).toBeLessThanOrEqual(3);
  });

  it('is one colour where all values are the same', () => {
    const { data } = fieldPixels(
      sampleField(() => 1, plane),
      plane.box,
      style,
    );
    expect(new Set(new Uint32Array(data.buffer)).size).toBe(1);
  });

  it('is the surer the larger the logit, and never more than sure', () => {
    const tones = [-1e6, -8, -1, 0, 0.5, 3, 1e6].map(logitTone);
    expect(tones).toEqual([...tones].sort((a, b) => a - b));
    expect(tones[3]).toBe(0);
    expect(Math.max(...tones.map(Math.abs))).toBeLessThanOrEqual(1);
  });
});
