import { readFile, readdir, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { sha256 } from '../../cache/key';
import { bindingPlace } from './binding';
import { checkedSchema, checkNative, type Checked } from './check';

/**
 * What is remembered of the installed native library, in a file beside it, so that it is not loaded at every start:
 * where it came from, what the check said, and everything that could make that untrue.
 */

const fileSchema = z.object({ bytes: z.number(), mtimeMs: z.number() });

const circumstancesSchema = z.object({
  node: z.string(),
  /** The version of Node's binary interface, `process.versions.modules`. */
  abi: z.string(),
  /** The kernel's driver for the card, and where libraries and cards are looked for. */
  driver: z.string(),
  libraryPath: z.string(),
  visibleDevices: z.string(),
  /** Files of the library and the binding, relative to the package's folder. */
  files: z.record(z.string(), fileSchema),
});
export type Circumstances = z.infer<typeof circumstancesSchema>;

const sourceSchema = z.object({
  /** Address or path of the library. */
  library: z.string(),
  /** Of the archive the library came in; null for a folder. */
  librarySha256: z.string().nullable(),
  /** Address or path of the binding, or "built from source". */
  binding: z.string(),
  bindingSha256: z.string().nullable(),
});
export type Source = z.infer<typeof sourceSchema>;

const stampSchema = z.object({
  /** Null when somebody else installed it. */
  source: sourceSchema.nullable(),
  checked: checkedSchema,
  circumstances: circumstancesSchema,
});
export type Stamp = z.infer<typeof stampSchema>;

const stampPlace = (packageDir: string): string => path.join(packageDir, 'deps', 'untangle.json');

/** The stamp of a package's folder; undefined when there is none or it cannot be read. */
export async function readStamp(packageDir: string): Promise<Stamp | undefined> {
  try {
    return stampSchema.parse(JSON.parse(await readFile(stampPlace(packageDir), 'utf8')));
  } catch {
    return undefined;
  }
}

export async function writeStamp(packageDir: string, stamp: Stamp): Promise<void> {
  const place = stampPlace(packageDir);
  const half = `${place}.${process.pid}`;
  await writeFile(half, `${JSON.stringify(stamp, null, 2)}\n`);
  await rename(half, place);
}

export async function circumstancesOf(packageDir: string): Promise<Circumstances> {
  const lib = path.join(packageDir, 'deps', 'lib');
  const names = (await readdir(lib).catch(() => [])).filter((name) => name.includes('.so')).sort();
  const files: Circumstances['files'] = {};
  for (const place of [bindingPlace(packageDir), ...names.map((name) => path.join(lib, name))]) {
    const info = await stat(place).catch(() => undefined);
    if (info) files[path.relative(packageDir, place)] = { bytes: info.size, mtimeMs: info.mtimeMs };
  }
  return {
    node: process.version,
    abi: process.versions.modules,
    driver: (await readFile('/proc/driver/nvidia/version', 'utf8').catch(() => '')).split('\n')[0] ?? '',
    libraryPath: process.env['LD_LIBRARY_PATH'] ?? '',
    visibleDevices: process.env['CUDA_VISIBLE_DEVICES'] ?? '',
    files,
  };
}

/** Tells builds of the library apart that call themselves by the same version: six digits of a hash of its files' sizes. */
export async function buildOf(packageDir: string): Promise<string> {
  const { files } = await circumstancesOf(packageDir);
  const sizes = Object.entries(files).map(([name, { bytes }]) => `${name} ${bytes}`);
  return sha256(sizes.join('\n')).slice(0, 6);
}

/** Whether what a stamp says still holds. */
export const fits = (stamp: Stamp, now: Circumstances): boolean =>
  JSON.stringify(stamp.circumstances) === JSON.stringify(now);

/**
 * What the check of the installed library says: from the stamp while nothing has changed, else by checking again, in a
 * process of its own. Writes the new stamp where it can.
 */
export async function checkedOf(packageDir: string): Promise<Checked> {
  const stamp = await readStamp(packageDir);
  const circumstances = await circumstancesOf(packageDir);
  if (stamp && fits(stamp, circumstances)) return stamp.checked;
  const { checked, passing } = await checkNative(packageDir);
  // In a folder that cannot be written the check is made at every start.
  if (!passing)
    await writeStamp(packageDir, { source: stamp?.source ?? null, checked, circumstances }).catch(
      () => undefined,
    );
  return checked;
}
