import { textTable } from './text-table';

/** What a trial measured: of a training manifest's `meta`. */
export interface Trial {
  readonly seed: number;
  readonly epochs: readonly number[];
  readonly measures: Readonly<Record<string, number>>;
  readonly curves: Readonly<Record<string, { readonly accuracy: readonly number[] }>>;
}

export interface Place extends Trial {
  /** On samples of validation where there are any, else on those learnt. Never on those held out: a seed is a choice, too. */
  readonly accuracy: number;
  /** The first recorded epoch with that accuracy. */
  readonly reachedAt: number;
}

/** The set of samples that trials are compared on. */
const judgedOn = ({ curves }: Trial): string => (curves['validation'] ? 'validation' : 'training');

/**
 * Trials from the best to the worst: by final accuracy, then by accuracy on dense samples where there are any, then by
 * how early the accuracy was reached, then by seed.
 */
export function leaderboard(trials: readonly Trial[]): Place[] {
  return trials
    .map((trial): Place => {
      const curve = trial.curves[judgedOn(trial)]?.accuracy ?? [];
      const accuracy = curve.at(-1) ?? 0;
      return {
        ...trial,
        accuracy,
        reachedAt: trial.epochs[curve.findIndex((each) => each >= accuracy)] ?? 0,
      };
    })
    .sort(
      (a, b) =>
        b.accuracy - a.accuracy ||
        (b.measures['denseAccuracy'] ?? 0) - (a.measures['denseAccuracy'] ?? 0) ||
        a.reachedAt - b.reachedAt ||
        a.seed - b.seed,
    );
}

const percent = (share: number | undefined): string =>
  share === undefined ? '–' : `${(100 * share).toFixed(2)} %`;

/** The leaderboard as text, one trial a line. */
export function leaderboardTable(places: readonly Place[]): string {
  const first = places[0];
  const on = first ? judgedOn(first) : 'training';
  return textTable([
    [
      'place',
      'seed',
      `${on} accuracy`,
      'reached at epoch',
      'dense accuracy',
      'margin',
      'spread',
      'training loss',
    ],
    ...places.map(({ seed, accuracy, reachedAt, measures }, place) => [
      String(place + 1),
      String(seed),
      percent(accuracy),
      String(Number(reachedAt.toFixed(2))),
      percent(measures['denseAccuracy']),
      measures['margin']?.toPrecision(3) ?? '–',
      measures['spread']?.toPrecision(2) ?? '–',
      (measures['trainingLoss'] ?? measures['loss'])?.toPrecision(3) ?? '–',
    ]),
  ]);
}

/**
 * The line (from 1) on which an experiment's seed stands in the text of `experiments.ts`, and that line without blanks
 * around it; undefined where it cannot be found.
 */
export function seedLine(text: string, experiment: string): { line: number; text: string } | undefined {
  const lines = text.split('\n');
  const begin = lines.findIndex((line) => line.trimStart().startsWith(`${experiment}: {`));
  if (begin < 0) return undefined;
  const indent = (line: string): number => line.length - line.trimStart().length;
  // A block that is not closed on its first line ends with the first line that is indented as little as its own.
  const end = lines[begin]!.includes('}')
    ? begin
    : lines.findIndex((line, i) => i > begin && indent(line) <= indent(lines[begin]!));
  const found = lines.findIndex(
    (line, i) => i >= begin && i <= end && /\bseed:\s*\d+/.test(line.replace(/\/\/.*/, '')),
  );
  return found < 0 ? undefined : { line: found + 1, text: lines[found]!.trim() };
}
