import { describe, expect, it } from 'vitest';
import { type TableFacts, trainingTable } from '../../training/table';

const spirals: TableFacts = {
  experiment: 'spirals',
  widths: [2, 2, 1],
  activation: 'tanh',
  backend: 'wasm',
  epochs: [0, 1, 300],
  measures: { accuracy: 1, bestAccuracy: 1, loss: 0.0094637, margin: 0.4858 },
  confusedPairs: [],
};

const mnist: TableFacts = {
  ...spirals,
  experiment: 'mnist',
  widths: [784, 128, 64, 10],
  activation: 'leakyRelu',
  measures: {
    accuracy: 0.5,
    loss: 1,
    trainingLoss: 1.2345e-7,
    trainingAccuracy: 0.99999,
    bestTrainingAccuracy: 1,
    denseAccuracy: 0.00001,
    heldOutAccuracy: 0.959,
    margin: -1.23456e-5,
  },
  confusedPairs: [
    { classes: [4, 9], count: 1234 },
    { classes: [3, 5], count: 7 },
  ],
};

describe('trainingTable', () => {
  it('shows an experiment a line, with a dash where nothing was measured', () => {
    const [head, line, ...rest] = trainingTable([spirals]).split('\n');
    expect(head?.split(/ {2,}/)).toEqual(
      'experiment,network,epochs,loss,training,best,dense,held out,margin,confused,backend'.split(','),
    );
    expect(line?.split(/ {2,}/)).toEqual(
      'spirals,2-2-1 tanh,300,0.00946,100 %,100 %,–,–,0.486,–,wasm'.split(','),
    );
    expect(rest).toEqual([]);
  });

  it('shows loss and accuracy of what was learnt rather than of what was recorded, and the pair most confused', () => {
    const cells = trainingTable([mnist]).split('\n')[1]?.split(/ {2,}/);
    expect(cells?.slice(3, 5)).toEqual(['1.23e-7', '99.99 %']);
    expect(cells?.slice(7, 10)).toEqual(['95.90 %', '-0.0000123', '4/9 ×1234']);
  });

  it('calls nothing 100 % that is less, and nothing 0 % that is more', () => {
    const cells = trainingTable([mnist]).split('\n')[1]?.split(/ {2,}/);
    expect(cells?.slice(4, 7)).toEqual(['99.99 %', '100 %', '0.01 %']);
  });

  it('keeps its columns straight', () => {
    const long = { ...spirals, experiment: 'an experiment with a long name' };
    const lines = trainingTable([spirals, long]).split('\n');
    expect(new Set(lines.map((line) => line.indexOf('wasm')).slice(1)).size).toBe(1);
  });

  it('fits a terminal of 120 columns, also with the longest of what the experiments have', () => {
    for (const line of trainingTable([spirals, mnist]).split('\n'))
      expect(line.length).toBeLessThanOrEqual(120);
  });
});
