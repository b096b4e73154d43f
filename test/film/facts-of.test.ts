import { describe, expect, it } from 'vitest';
import type { Json } from '../../cache/manifest';
import { FactsError, factsFrom } from '../../remotion/film/facts-of';

const meta: Record<string, Json> = {
  'training:spirals': {
    experiment: 'spirals',
    hyperparameters: { seed: 3 },
    widths: [2, 2, 1],
    activation: 'tanh',
    backend: 'wasm',
    epochs: [0, 1],
    loss: [0.7, 0.1],
    accuracy: [0.5, 1],
    measures: { accuracy: 1 },
    something: 'more',
  },
  'projection:mnist': { varianceKept: [0.2, 0.6], radius: 3 },
  'training:broken': { widths: 'two' },
};
const of = (id: string): Json | undefined => meta[id];

describe('factsFrom', () => {
  const reads = [
    { stage: 'training', name: 'spirals' },
    { stage: 'projection', name: 'mnist' },
    { stage: 'training', name: 'broken' },
    { stage: 'training', name: 'absent' },
  ] as const;

  it('gives the facts of what a scene reads', () => {
    const facts = factsFrom(reads, of);
    expect(facts.experiment('spirals').measures).toEqual({ accuracy: 1 });
    expect(facts.projection('mnist').radius).toBe(3);
  });

  it('refuses what the scene’s reads do not name, and says where to add it', () => {
    const facts = factsFrom([], of);
    expect(() => facts.experiment('spirals')).toThrow(FactsError);
    expect(() => facts.experiment('spirals')).toThrow(/training:spirals.*`reads`/);
    expect(() => factsFrom(reads, of).projection('spirals')).toThrow(/projection:spirals/);
  });

  it('names the field of a manifest that does not hold its facts', () => {
    expect(() => factsFrom(reads, of).experiment('broken')).toThrow(/training:broken .*experiment/);
    expect(() => factsFrom(reads, of).experiment('absent')).toThrow(/training:absent/);
  });
});
