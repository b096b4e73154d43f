import { textTable } from './text-table';

/** What the table needs of activations that were brought: meta of a training's and a projection's manifest. */
export interface BroughtFacts {
  readonly experiment: string;
  readonly widths: readonly number[];
  readonly epochs: readonly number[];
  readonly classNames?: readonly string[] | undefined;
  readonly measures: Readonly<Record<string, number>>;
  /** Shares of variance that three axes keep, one a layer. */
  readonly varianceKept: readonly number[];
}

/** By the film's rule, rounded down; but for the last digits of a float: three axes of a plane keep all of it. */
const percent = (share: number | undefined): string =>
  share === undefined
    ? '–'
    : share >= 1 - 1e-6
      ? '100 %'
      : `${(Math.floor(1000 * share + 1e-8) / 10).toFixed(1)} %`;

const columns: readonly (readonly [title: string, cell: (facts: BroughtFacts) => string])[] = [
  ['name', ({ experiment }) => experiment],
  ['layers', ({ widths }) => widths.join('-')],
  ['epochs', ({ epochs }) => String(epochs.length)],
  ['samples', ({ measures }) => String(measures['recordedSamples'] ?? 0)],
  ['classes', ({ classNames }) => String(classNames?.length ?? 0)],
  ['variance kept', ({ varianceKept }) => varianceKept.map(percent).join(', ')],
  ['nearest to their own centroid', ({ measures }) => percent(measures['nearestCentroidAccuracy'])],
];

/** Brought networks, one a line: what they are, and how much of each layer three axes keep. */
export function importTable(facts: readonly BroughtFacts[]): string {
  return textTable([
    columns.map(([title]) => title),
    ...facts.map((fact) => columns.map(([, cell]) => cell(fact))),
  ]);
}
