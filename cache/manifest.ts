import { z } from 'zod';

/** What a manifest says of an artefact. Pure: the browser validates with the same schema as Node. */

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in hex');

export const jsonSchema = z.json();
export type Json = z.infer<typeof jsonSchema>;

export const fileEntrySchema = z.object({
  bytes: z.number().int().nonnegative(),
  sha256,
  /** Present for `.npy` files. */
  shape: z.array(z.number().int().nonnegative()).optional(),
  dtype: z.enum(['<f4', '|u1', '<i4']).optional(),
});
export type FileEntry = z.infer<typeof fileEntrySchema>;

export const manifestSchema = z.object({
  stage: z.string(),
  name: z.string(),
  key: sha256,
  /** All that went into the key: the step's own parts and the keys of its inputs. */
  parts: z.record(z.string(), jsonSchema),
  files: z.record(z.string(), fileEntrySchema),
  /** What the stage has to say of its result: recorded epochs, measures, durations. */
  meta: z.record(z.string(), jsonSchema),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** The directory of an artefact below `cache/store` or `cache/segments`. */
export const directoryOf = (stage: string, name: string, key: string): string =>
  `${stage}/${name}-${key.slice(0, 12)}`;
