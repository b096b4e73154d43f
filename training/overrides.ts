import { z } from 'zod';
import { RequestError } from '../cache/errors';
import { defaults, type Hyperparameters, hyperparametersSchema, MNIST_DIGITS } from './hyperparameters';

/**
 * The defaults with settings of the command line laid over them.
 * @param settings `experiment.field=value`, later ones win; the value is read as JSON, else as a string.
 * @throws RequestError with one line that names the field, the value and what is allowed.
 */
export function applyOverrides(settings: readonly string[]): Hyperparameters {
  try {
    return overridden(settings);
  } catch (error) {
    // What the user typed may hold line breaks; what is said of it is one line.
    if (error instanceof RequestError) throw new RequestError(error.message.replace(/\s+/g, ' '));
    throw error;
  }
}

function overridden(settings: readonly string[]): Hyperparameters {
  const values = structuredClone(defaults) as Record<string, Record<string, unknown>>;
  for (const setting of settings) {
    const { experiment, field, value } = parseSetting(setting);
    const fields = Object.hasOwn(values, experiment) ? values[experiment] : undefined;
    if (!fields)
      throw new RequestError(
        `--set ${setting}: no experiment "${experiment}"${choices(experiment, Object.keys(values))}`,
      );
    if (!Object.hasOwn(fields, field))
      throw new RequestError(
        `--set ${setting}: ${experiment} has no field "${field}"${choices(field, Object.keys(fields))}`,
      );
    const result = fieldSchema(experiment, field).safeParse(value);
    if (!result.success)
      throw new RequestError(
        `--set ${experiment}.${field}: ${shown(value)} is not allowed; ${allowed(fieldSchema(experiment, field))}`,
      );
    fields[field] = result.data;
  }
  const hyperparameters = hyperparametersSchema.parse(values);
  checkTogether(hyperparameters);
  return hyperparameters;
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
function checkTogether({ spirals, mnist }: Hyperparameters): void {
  for (const [name, { record, epochs }] of Object.entries({ spirals, mnist })) {
    const beyond = record.find((epoch) => epoch > epochs);
    if (beyond !== undefined)
      throw new RequestError(
        `${name}.record: ${beyond} is not allowed; epochs up to ${name}.epochs = ${epochs} are`,
      );
  }
  const { trainSamples, recordedSamples, heldOutShare, validationShare } = mnist;
  const heldOut = Math.round(MNIST_DIGITS * heldOutShare);
  const left = Math.round(MNIST_DIGITS * (1 - heldOutShare - validationShare));
  if (trainSamples !== 'all' && trainSamples > left)
    throw new RequestError(
      `mnist.trainSamples: ${trainSamples} is not allowed; up to ${left} are left by mnist.heldOutShare = ` +
        `${heldOutShare} and mnist.validationShare = ${validationShare}`,
    );
  if (recordedSamples > heldOut)
    throw new RequestError(
      `mnist.recordedSamples: ${recordedSamples} is not allowed; mnist.heldOutShare = ${heldOutShare} ` +
        `holds out ${heldOut}`,
    );
}

function fieldSchema(experiment: string, field: string): z.ZodType {
  const shapes = hyperparametersSchema.shape as Record<string, z.ZodObject>;
  return shapes[experiment]!.shape[field] as z.ZodType;
}

/** What a field takes, in words: read from its JSON schema, so it cannot say anything else than the check. */
function allowed(schema: z.ZodType): string {
  return `it may be ${describe(z.toJSONSchema(schema))}`;
}

type JsonSchema = z.core.JSONSchema.BaseSchema;

function describe(schema: JsonSchema): string {
  if (schema.anyOf) return schema.anyOf.map((option) => describe(option as JsonSchema)).join(' or ');
  if (schema.const !== undefined) return `"${String(schema.const)}"`;
  if (schema.enum) return schema.enum.map((option) => `"${String(option)}"`).join(', ');
  if (schema.type === 'boolean') return 'true or false';
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
