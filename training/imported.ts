import { z } from 'zod';
import { RequestError } from '../cache/errors';
import { experimentNameSchema } from './hyperparameters';
import registered from './imported.json';

/**
 * Activations of other people's networks that `npm run import` registered, by name: what scenes must know of them before
 * anything is read. Browsers load this too.
 */

const importSchema = z.strictObject({
  /** From the project's folder where the file lies inside, else absolute. */
  file: z.string().min(1).max(4000),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in hex'),
  /** From the first layer to the last. */
  widths: z.array(z.int().positive()).min(2),
  /** That are drawn. */
  samples: z.int().positive(),
  /** How many are recorded. */
  epochs: z.int().positive(),
  classes: z.int().min(2),
});
const importsSchema = z.record(experimentNameSchema, importSchema);

export type Imported = z.infer<typeof importSchema>;
/** By name. */
export type Imports = Readonly<Record<string, Imported>>;

/** Where they are registered, from the project's folder. */
export const IMPORTS_FILE = 'training/imported.json';

/**
 * What a registry holds, checked as if it came from outside: a hand may have been at it.
 * @throws RequestError naming entry and field
 */
export function checkedImports(value: unknown): Imports {
  const result = importsSchema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new RequestError(
    `${IMPORTS_FILE}: ${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'invalid'}; remove the entry and import its file again`,
  );
}

export const imports: Imports = checkedImports(registered);
