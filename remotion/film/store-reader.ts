import type { z } from 'zod';
import { manifestSchema, type Manifest } from '../../cache/manifest';
import { decodeNpy, type Tensor } from '../../cache/npy';
import { MANIFEST_FILE } from './run';

/** Thrown when something in the cache cannot be read by the browser, or does not match its checksum. */
export class StoreReadError extends Error {
  override readonly name = 'StoreReadError';
  readonly exitCode = 1;
}

/** Makes the address of a file below the store: `staticFile` in a composition. */
export type UrlOf = (path: string) => string;

/** An artefact as the browser reads it. Every file is checked against its SHA-256; what does not match is never drawn. */
export interface StoredArtefact {
  readonly manifest: Manifest;
  json<T>(name: string, schema: z.ZodType<T>): Promise<T>;
  npy(name: string): Promise<Tensor>;
}

const AGAIN = 'run npm run film (or npm run train) again';

/** One promise a page for the same thing: scenes of a film share tensors. A failure is not kept. */
const promises = new Map<string, Promise<unknown>>();

function once<T>(id: string, make: () => Promise<T>): Promise<T> {
  const earlier = promises.get(id);
  // The id names the function that made it, so the type is the same.
  if (earlier) return earlier as Promise<T>;
  const promise = make();
  promises.set(id, promise);
  promise.catch(() => promises.delete(id));
  return promise;
}

async function bytesOf(url: string, path: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(url).catch((error: unknown) => {
    throw new StoreReadError(`${path} could not be fetched (${String(error)}); ${AGAIN}`);
  });
  // Studio's server answers with its own page where a file is missing.
  if (!response.ok || response.headers.get('content-type')?.startsWith('text/html'))
    throw new StoreReadError(`${path} is not in the cache; ${AGAIN}`);
  return new Uint8Array(await response.arrayBuffer());
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  // Browsers offer it on localhost and over HTTPS only.
  if (!globalThis.crypto?.subtle)
    throw new StoreReadError('checksums need a page on localhost; open Studio as http://localhost');
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Fetches and validates a JSON file that no manifest covers. */
export async function fetchJson<T>(path: string, schema: z.ZodType<T>, urlOf: UrlOf): Promise<T> {
  return parsed(await bytesOf(urlOf(path), path), path, schema);
}

function parsed<T>(bytes: Uint8Array, path: string, schema: z.ZodType<T>): T {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new StoreReadError(`${path} is not JSON; ${AGAIN}`);
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new StoreReadError(
    `${path}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'is invalid'}; ${AGAIN}`,
  );
}

/** Opens an artefact by its path below the store (`training/spirals-0123456789ab`). */
export async function openStored(path: string, urlOf: UrlOf): Promise<StoredArtefact> {
  const manifestPath = `${path}/${MANIFEST_FILE}`;
  const manifest = await once(urlOf(manifestPath), () => fetchJson(manifestPath, manifestSchema, urlOf));
  const checked = (name: string): Promise<Uint8Array<ArrayBuffer>> => {
    const file = `${path}/${name}`;
    return once(urlOf(file), async () => {
      const entry = manifest.files[name];
      if (!entry) throw new StoreReadError(`${path} has no file ${name}; ${AGAIN}`);
      const bytes = await bytesOf(urlOf(file), file);
      if (bytes.length !== entry.bytes || (await sha256(bytes)) !== entry.sha256)
        throw new StoreReadError(`${file} does not match its checksum; ${AGAIN}: it will be made anew`);
      return bytes;
    });
  };
  return {
    manifest,
    json: async (name, schema) => parsed(await checked(name), `${path}/${name}`, schema),
    npy: (name) => once(`${urlOf(`${path}/${name}`)}#npy`, async () => decodeNpy(await checked(name))),
  };
}
