import { describe, expect, it } from 'vitest';
import { spirals } from '../../data/spirals';

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
});
