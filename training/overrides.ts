import { z } from 'zod';
import { RequestError } from '../cache/errors';
import { experiments as ours } from './experiments';
import {
  EMBEDDED_DIGITS,
  type Experiment,
  experimentNameSchema,
  type Experiments,
  experimentSchema,
  schemaOf,
} from './hyperparameters';
import { IMPORTS_FILE, imports } from './imported';

/** Where users write their experiments, for messages. */
const FILE = 'training/experiments.ts';

/**
 * The experiments with settings of the command line laid over them, all of it checked.
 * @param settings `experiment.field=value`, later ones win; the value is read as JSON, else as a string.
 * @param experiments As `experiments.ts` has them.
 * @param brought Names of activations that were brought: they have no hyperparameters, and are no names for experiments.
 * @throws RequestError with one line that names the field, the value and what is allowed.
 */
export function applyOverrides(
  settings: readonly string[],
  experiments: unknown = ours,
  brought: readonly string[] = Object.keys(imports),
): Experiments {
  try {
    return overridden(settings, checked(experiments, brought), brought);
  } catch (error) {
    // What the user typed may hold line breaks; what is said of it is one line.
    if (error instanceof RequestError) throw new RequestError(error.message.replace(/\s+/g, ' '));
    throw error;
  }
}

type Values = Record<string, Record<string, unknown>>;

/** What stands in `experiments.ts`, checked as if it came from outside: it does, from the user. */
function checked(experiments: unknown, brought: readonly string[]): Values {
  const values = structuredClone(experiments) as Values;
  for (const [name, fields] of Object.entries(values)) {
    const named = experimentNameSchema.safeParse(name);
    if (!named.success)
      throw new RequestError(
        `${FILE}: "${name}" is no name for an experiment; it may be ${named.error.issues[0]?.message}`,
      );
    if (brought.includes(name))
      throw new RequestError(
        `${FILE}: the name ${name} is that of activations in ${IMPORTS_FILE}; choose another, or forget those: npm run import -- --remove ${name}`,
      );
    const kind = experimentSchema.options
      .map(({ shape }) => shape.data.value)
      .find((each) => each === fields['data']);
    if (!kind)
      throw new RequestError(
        `${FILE}: ${name}.data is ${shown(fields['data'])}; it may be ${experimentSchema.options.map(({ shape }) => `"${shape.data.value}"`).join(', ')}`,
      );
    const { shape } = schemaOf(kind);
    for (const field of Object.keys(fields))
      if (!Object.hasOwn(shape, field))
        throw new RequestError(
          `${FILE}: ${name} has no field "${field}"${choices(field, Object.keys(shape))}`,
        );
    for (const [field, schema] of Object.entries(shape) as [string, z.ZodType][]) {
      if (!Object.hasOwn(fields, field))
        throw new RequestError(`${FILE}: ${name}.${field} is missing; ${allowed(schema)}`);
      if (!schema.safeParse(fields[field]).success)
        throw new RequestError(
          `${FILE}: ${name}.${field}: ${shown(fields[field])} is not allowed; ${allowed(schema)}`,
        );
    }
  }
  return values;
}

function overridden(settings: readonly string[], values: Values, brought: readonly string[]): Experiments {
  for (const setting of settings) {
    const { experiment, field, value } = parseSetting(setting);
    if (brought.includes(experiment))
      throw new RequestError(
        `--set ${setting}: ${experiment} was brought by npm run import; nothing of it is trained here, and it has no hyperparameters`,
      );
    const fields = Object.hasOwn(values, experiment) ? values[experiment] : undefined;
    if (!fields)
      throw new RequestError(
        `--set ${setting}: no experiment "${experiment}"${choices(experiment, Object.keys(values))}`,
      );
    const { shape } = schemaOf(fields['data'] as Experiment['data']);
    const schema = Object.hasOwn(shape, field) && field !== 'data' ? (shape[field] as z.ZodType) : undefined;
    if (!schema)
      throw new RequestError(
        `--set ${setting}: ${experiment} has no field "${field}"${choices(
          field,
          Object.keys(shape).filter((each) => each !== 'data'),
        )}`,
      );
    const result = schema.safeParse(value);
    if (!result.success)
      throw new RequestError(
        `--set ${experiment}.${field}: ${shown(value)} is not allowed; ${allowed(schema)}`,
      );
    fields[field] = result.data;
  }
  const experiments = Object.fromEntries(
    Object.entries(values).map(([name, fields]) => [name, experimentSchema.parse(fields)]),
  );
  for (const [name, experiment] of Object.entries(experiments)) checkTogether(name, experiment);
  return experiments;
}

function parseSetting(setting: string): { experiment: string; field: string; value: unknown } {
  const match = /^([^.=]+)\.([^=]+)=(.*)$/s.exec(setting);
  if (!match)
    throw new RequestError(`--set ${setting}: experiment.field=value is needed, as in spirals.seed=3`);
  const [, experiment = '', field = '', text = ''] = match;
  return { experiment: experiment.trim(), field: field.trim(), value: parseValue(text) };
}

/** A value as the user may recognise it. */
const shown = (value: unknown): string => (typeof value === 'number' ? String(value) : JSON.stringify(value));

function parseValue(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** What no field can know alone. */
function checkTogether(name: string, experiment: Experiment): void {
  const refuse = (field: string, value: unknown, why: string): never => {
    throw new RequestError(`${name}.${field}: ${shown(value)} is not allowed; ${why}`);
  };
  const { record, epochs } = experiment;
  const beyond = record.find((epoch) => epoch > epochs);
  if (beyond !== undefined) refuse('record', beyond, `epochs up to ${name}.epochs = ${epochs} are`);
  if (experiment.data === 'disks') {
    const { innerRadius, ringRadii } = experiment;
    if (!(innerRadius < ringRadii[0] && ringRadii[0] < ringRadii[1]))
      refuse(
        'ringRadii',
        ringRadii,
        `two radii are, rising, both above ${name}.innerRadius = ${innerRadius}`,
      );
  }
  if (experiment.data === 'mnist') checkMnist(refuse, name, experiment);
}

/** Share of the digits that may be kept from training. */
const MOST_KEPT = 0.9;

function checkMnist(
  refuse: (field: string, value: unknown, why: string) => never,
  name: string,
  { source, trainSamples, recordedSamples, heldOutShare, validationShare }: Experiment & { data: 'mnist' },
): void {
  const embedded = source === 'embedded';
  if (embedded && heldOutShare + validationShare > MOST_KEPT)
    refuse(
      'validationShare',
      validationShare,
      `together with ${name}.heldOutShare = ${heldOutShare} it may be up to ${MOST_KEPT}, so that something is left to learn from`,
    );
  const heldOut = embedded ? Math.round(EMBEDDED_DIGITS * heldOutShare) : 10_000;
  const left = embedded ? Math.round(EMBEDDED_DIGITS * (1 - heldOutShare - validationShare)) : 60_000;
  if (trainSamples !== 'all' && trainSamples > left)
    refuse(
      'trainSamples',
      trainSamples,
      embedded
        ? `up to ${left} are left by ${name}.heldOutShare = ${heldOutShare} and ${name}.validationShare = ${validationShare}`
        : `${name}.source = full has ${left}`,
    );
  if (recordedSamples > heldOut)
    refuse('recordedSamples', recordedSamples, `${name}.heldOutShare = ${heldOutShare} holds out ${heldOut}`);
}

/** What a field takes, in words: read from its JSON schema, so it cannot say anything else than the check. */
function allowed(schema: z.ZodType): string {
  return `it may be ${describe(z.toJSONSchema(schema))}`;
}

type JsonSchema = z.core.JSONSchema.BaseSchema;

function describe(schema: JsonSchema): string {
  if (schema.anyOf) return schema.anyOf.map((option) => describe(option as JsonSchema)).join(' or ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((option) => `"${String(option)}"`).join(', ');
  if (schema.type === 'boolean') return 'true or false';
  if (schema.type === 'string') return 'a text';
  if (schema.prefixItems)
    return `a list of ${schema.prefixItems.length} entries, each ${describe(schema.prefixItems[0] as JsonSchema)}`;
  if (schema.type === 'array')
    return `a list of ${schema.minItems ?? 0} to ${schema.maxItems ?? 'any number of'} entries, each ${describe(schema.items as JsonSchema)}`;
  const low = schema.minimum ?? schema.exclusiveMinimum;
  const from = schema.exclusiveMinimum === undefined ? `from ${low}` : `above ${low}`;
  return `${schema.type === 'integer' ? 'a whole number' : 'a number'} ${from} to ${schema.maximum}`;
}

/** `; did you mean "seed"? It may be seed, epochs, …`, or without the guess where nothing is near. */
function choices(wrong: string, known: readonly string[]): string {
  const [nearest] = known
    .map((name) => ({ name, distance: editDistance(wrong.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const hint =
    nearest && nearest.distance <= Math.max(2, nearest.name.length / 3)
      ? `; did you mean "${nearest.name}"? It`
      : '; it';
  return `${hint} may be ${known.join(', ')}`;
}

/** Levenshtein's distance. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++)
    row = row.reduce<number[]>(
      (next, above, j) =>
        j === 0
          ? [i]
          : [...next, Math.min(above + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))],
      [],
    );
  return row[b.length]!;
}
