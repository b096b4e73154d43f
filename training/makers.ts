import type { Json } from '../cache/manifest';
import type { Work } from '../cache/step';

/**
 * What a worker process can make. Each is loaded when it is asked for, so that a projection does not wait for
 * TensorFlow.js, nor the command line for any of them.
 */
export const makers = {
  'dataset-mnist': async () => (await import('./stages/dataset-mnist')).makeMnist,
  neighbours: async () => (await import('./stages/neighbours')).makeNeighbours,
  'training-points': async () => (await import('./stages/training-points')).trainPoints,
  'training-mnist': async () => (await import('./stages/training-mnist')).trainMnist,
  'training-activations': async () => (await import('./stages/training-activations')).bringActivations,
  'projection-activations': async () => (await import('./stages/projection-activations')).projectActivations,
  'projection-wide': async () => (await import('./stages/projection-wide')).projectWide,
} as const;

export type MakerName = keyof typeof makers;
export type Maker = (work: Work, args: never) => Promise<Record<string, Json>>;
/** What a maker is told besides the work. */
export type ArgumentsOf<Name extends MakerName> = Parameters<Awaited<ReturnType<(typeof makers)[Name]>>>[1];
