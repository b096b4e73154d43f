import { describe, expect, it } from 'vitest';
import { trainingTable } from '../../training/table';

const spirals = {
  experiment: 'spirals',
  widths: [2, 2, 1],
  activation: 'tanh',
  backend: 'wasm',
  epochs: [0, 1, 300],
  measures: { accuracy: 1, loss: 0.0094637, margin: 0.4858 },
};

describe('trainingTable', () => {
  it('shows an experiment a line, with a dash where nothing was measured', () => {
    const [head, line, ...rest] = trainingTable([spirals]).split('\n');
    expect(head).toMatch(/^experiment +network +epochs +recorded +loss +learnt +held out +margin +backend$/);
    expect(line).toMatch(/^spirals +2-2-1 tanh +300 +3 +0\.00946 +100\.00 % +– +0\.486 +wasm$/);
    expect(rest).toEqual([]);
  });

  it('shows held-out and training accuracy of an experiment that has them', () => {
    const mnist = {
      ...spirals,
      measures: { accuracy: 0.5, trainingAccuracy: 0.9776, heldOutAccuracy: 0.959 },
    };
    expect(trainingTable([spirals, mnist]).split('\n')[2]).toMatch(/97\.76 % +95\.90 %/);
  });

  it('keeps its columns straight', () => {
    const long = { ...spirals, experiment: 'an experiment with a long name' };
    const lines = trainingTable([spirals, long]).split('\n');
    expect(new Set(lines.map((line) => line.indexOf('wasm')).slice(1)).size).toBe(1);
  });
});
