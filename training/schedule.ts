/**
 * When a run is recorded. Dense at the start, where most of the motion is; a function of the epoch alone, never of
 * how many there will be, so that a longer run only adds to a shorter one.
 */

/** Of the first epochs, where an epoch has many steps. Chosen so that no interval moves a cloud far. */
const FRACTIONS = [1 / 128, 1 / 64, 1 / 32, 1 / 16, 3 / 32, 1 / 8, 3 / 16, 1 / 4, 3 / 8, 1 / 2, 3 / 4];

/** From which epoch on the next recorded one is so many later. */
const STRIDES: readonly (readonly [from: number, stride: number])[] = [
  [2000, 100],
  [500, 20],
  [200, 10],
  [50, 5],
  [20, 2],
  [0, 1],
];

const strideAt = (epoch: number): number => STRIDES.find(([from]) => epoch >= from)?.[1] ?? 1;

/** The default schedule's epochs up to and with `epochs`: 0, 0.03125, …, 1, 2, …, 20, 22, …; the last one always. */
export function defaultSchedule(epochs: number): number[] {
  const result = [0, ...FRACTIONS.filter((epoch) => epoch < epochs)];
  for (let epoch = 1; epoch < epochs; epoch += strideAt(epoch)) result.push(epoch);
  return [...result, epochs];
}

/**
 * The optimiser steps after which a run is recorded, ascending and without repeats; 0 first and the last step always.
 * @param record Epochs asked for, fractions allowed; empty means the default schedule.
 */
export function recordedSteps(record: readonly number[], epochs: number, stepsPerEpoch: number): number[] {
  const wanted = record.length > 0 ? [0, ...record, epochs] : defaultSchedule(epochs);
  const whole = record.length > 0 || stepsPerEpoch > 1 ? wanted : wanted.filter(Number.isInteger);
  const steps = whole.filter((epoch) => epoch <= epochs).map((epoch) => Math.round(epoch * stepsPerEpoch));
  return [...new Set(steps)].sort((a, b) => a - b);
}
