import type { ConfusedPair } from './measures';
import { textTable } from './text-table';

/** What `table` needs of an experiment: a training manifest's `meta`. */
export interface TableFacts {
  readonly experiment: string;
  readonly widths: readonly number[];
  readonly activation: string;
  readonly backend: string;
  readonly epochs: readonly number[];
  readonly measures: Readonly<Record<string, number>>;
  /** The most frequent first. */
  readonly confusedPairs: readonly ConfusedPair[];
}

const columns: readonly (readonly [title: string, cell: (facts: TableFacts) => string])[] = [
  ['experiment', ({ experiment }) => experiment],
  ['network', ({ widths, activation }) => `${widths.join('-')} ${activation}`],
  ['epochs', ({ epochs }) => String(epochs.at(-1) ?? 0)],
  ['loss', ({ measures }) => significant(measures['trainingLoss'] ?? measures['loss'])],
  ['training', ({ measures }) => percent(measures['trainingAccuracy'] ?? measures['accuracy'])],
  ['best', ({ measures }) => percent(measures['bestTrainingAccuracy'] ?? measures['bestAccuracy'])],
  ['dense', ({ measures }) => percent(measures['denseAccuracy'])],
  ['held out', ({ measures }) => percent(measures['heldOutAccuracy'])],
  ['margin', ({ measures }) => significant(measures['margin'])],
  ['confused', ({ confusedPairs: [pair] }) => (pair ? `${pair.classes.join('/')} ×${pair.count}` : NOTHING)],
  ['backend', ({ backend }) => backend],
];

/**
 * Experiments and what was measured of them, one a line, in columns of equal width; a dash where nothing was measured.
 * Loss and accuracy are those on the samples learnt from, `best` the highest accuracy there at any recorded epoch.
 */
export function trainingTable(facts: readonly TableFacts[]): string {
  return textTable([
    columns.map(([title]) => title),
    ...facts.map((fact) => columns.map(([, cell]) => cell(fact))),
  ]);
}

const NOTHING = '–';

/** Only what is all reads as all, and only what is nothing as nothing. */
function percent(share: number | undefined): string {
  if (share === undefined) return NOTHING;
  if (share === 1 || share === 0) return `${100 * share} %`;
  return `${Math.min(99.99, Math.max(0.01, 100 * share)).toFixed(2)} %`;
}

const significant = (value: number | undefined): string =>
  value === undefined ? NOTHING : String(Number(value.toPrecision(3)));
