import { describe, expect, it } from 'vitest';
import { sha256 } from '../../data/sha256';
import { denseSpirals, spirals } from '../../data/spirals';

const parameters = { seed: 1, turns: 0.75, noise: 0, samplesPerClass: 50 };

describe('spirals', () => {
  it('lies on the lesson’s arms where there is no noise: r = 0.5·t for t = 1 … 5', () => {
    const { points, labels } = spirals(parameters);
    const perT = (2 * Math.PI * parameters.turns) / 4;
    labels.forEach((label, i) => {
      const [x, y] = [points[2 * i] ?? NaN, points[2 * i + 1] ?? NaN];
      const t = Math.hypot(x, y) / 0.5;
      expect(t).toBeGreaterThanOrEqual(1 - 1e-6);
      expect(t).toBeLessThanOrEqual(5 + 1e-6);
      expect(Math.cos(perT * t + Math.PI * label - Math.atan2(y, x))).toBeCloseTo(1, 6);
    });
  });

  it('has as many samples of each class, alternating from the inside out', () => {
    const { points, labels } = spirals(parameters);
    expect([...labels]).toEqual(Array.from({ length: 100 }, (_, i) => i % 2));
    const radii = Array.from(labels, (_, i) => Math.hypot(points[2 * i] ?? 0, points[2 * i + 1] ?? 0));
    for (let i = 2; i < radii.length; i++) expect(radii[i]).toBeGreaterThan(radii[i - 2] ?? Infinity);
  });

  it('is decided by its seed', () => {
    const noisy = { ...parameters, noise: 0.1 };
    expect(spirals(noisy)).toEqual(spirals(noisy));
    expect(spirals({ ...noisy, seed: 2 }).points).not.toEqual(spirals(noisy).points);
  });

  it('adds noise without moving the samples along the arms', () => {
    const clean = spirals(parameters).points;
    const noisy = spirals({ ...parameters, noise: 0.01 }).points;
    clean.forEach((x, i) => expect(Math.abs(x - (noisy[i] ?? NaN))).toBeLessThan(0.06));
  });

  it('keeps the points of the pinned seed byte for byte', () => {
    const { points } = spirals({ seed: 42, turns: 0.75, noise: 0.06, samplesPerClass: 200 });
    expect(sha256(new Uint8Array(points.buffer))).toBe(
      '4d129b9dc6ddba8ca4e594e9b431477b15af2119a1ea6f9c3f11f249daf194e3',
    );
  });
});

describe('denseSpirals', () => {
  it('has 5,000 samples a class on the same arms, alternating', () => {
    const { points, labels } = denseSpirals(parameters);
    expect(labels).toHaveLength(10_000);
    const perT = (2 * Math.PI * parameters.turns) / 4;
    const off = labels.reduce((worst, label, i) => {
      const [x, y] = [points[2 * i] ?? NaN, points[2 * i + 1] ?? NaN];
      const t = Math.hypot(x, y) / 0.5;
      return Math.max(worst, 1 - Math.cos(perT * t + Math.PI * label - Math.atan2(y, x)));
    }, 0);
    expect(off).toBeLessThan(1e-6);
    expect(labels.every((label, i) => label === i % 2)).toBe(true);
  });

  it('shares no point with those that are learnt', () => {
    const noisy = { ...parameters, noise: 0.1, samplesPerClass: 5000 };
    const learnt = new Set(spirals(noisy).points);
    const shared = denseSpirals(noisy).points.filter((x) => learnt.has(x)).length;
    expect(shared).toBeLessThan(100);
  });

  it('is noisy to the same degree', () => {
    const far = { seed: 3, turns: 0.75, noise: 0.1 };
    const clean = denseSpirals({ ...far, noise: 0 }).points;
    const noisy = denseSpirals(far).points;
    const squares = noisy.reduce((sum, x, i) => sum + (x - (clean[i] ?? NaN)) ** 2, 0);
    expect(Math.sqrt(squares / noisy.length)).toBeCloseTo(0.1, 2);
  });
});
