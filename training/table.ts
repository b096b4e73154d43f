/** What `table` needs of an experiment: a training manifest's `meta`. */
export interface TableFacts {
  readonly experiment: string;
  readonly widths: readonly number[];
  readonly activation: string;
  readonly backend: string;
  readonly epochs: readonly number[];
  readonly measures: Readonly<Record<string, number>>;
}

const columns: readonly (readonly [title: string, cell: (facts: TableFacts) => string])[] = [
  ['experiment', ({ experiment }) => experiment],
  ['network', ({ widths, activation }) => `${widths.join('-')} ${activation}`],
  ['epochs', ({ epochs }) => String(epochs.at(-1) ?? 0)],
  ['recorded', ({ epochs }) => String(epochs.length)],
  ['loss', ({ measures }) => significant(measures['loss'])],
  ['learnt', ({ measures }) => percent(measures['trainingAccuracy'] ?? measures['accuracy'])],
  ['held out', ({ measures }) => percent(measures['heldOutAccuracy'])],
  ['margin', ({ measures }) => significant(measures['margin'])],
  ['backend', ({ backend }) => backend],
];

/** Experiments and what was measured of them, one a line, in columns of equal width; a dash where nothing was measured. */
export function trainingTable(facts: readonly TableFacts[]): string {
  const rows = [
    columns.map(([title]) => title),
    ...facts.map((fact) => columns.map(([, cell]) => cell(fact))),
  ];
  const widths = columns.map((_, i) => Math.max(...rows.map((row) => (row[i] ?? '').length)));
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const NOTHING = '–';
const percent = (share: number | undefined): string =>
  share === undefined ? NOTHING : `${(100 * share).toFixed(2)} %`;
const significant = (value: number | undefined): string =>
  value === undefined ? NOTHING : value.toPrecision(3);
