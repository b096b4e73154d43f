import { access, cp, mkdir, readdir, rename, rm, stat, symlink } from 'node:fs/promises';
import path from 'node:path';
import { bundle } from '@remotion/bundler';
import { codeParts, packageVersions } from '../../cache/code';
import { keyOf } from '../../cache/key';
import { projectRoot } from '../../cache/paths';
import { entryPoint } from './options';
import { halfMade, scratchFolder, sweepHalfMade } from './scratch';

/** Bundles that are kept; older ones go when a new one is made. */
const KEPT = 3;
const bundlesDir = path.join(projectRoot, 'cache', 'browser');

/**
 * Remotion's webpack bundle of the compositions over a store. The bundle is kept by the hash of its code and made again only
 * when that changed; the public directory is a link, so a changed store needs no new one.
 * @param entry module that registers the compositions, relative to the project's root
 * @returns a folder that Remotion serves; the caller removes it
 */
export async function bundleOver(storeDir: string, entry: string = entryPoint): Promise<string> {
  const made = await bundleOf(entry);
  const folder = await scratchFolder(storeDir, 'bundle');
  await cp(made, folder, { recursive: true, filter: (source) => path.basename(source) !== 'public' });
  await symlink(path.resolve(storeDir), path.join(folder, 'public'));
  return folder;
}

async function bundleOf(entry: string): Promise<string> {
  const key = keyOf({
    entry,
    ...(await codeParts([entry])),
    bundler: await packageVersions(['@remotion/bundler', '@remotion/studio', 'remotion']),
  });
  const place = path.join(bundlesDir, `bundle-${key.slice(0, 12)}`);
  const whole = await access(path.join(place, 'index.html')).then(
    () => true,
    () => false,
  );
  if (whole) return place;
  await mkdir(bundlesDir, { recursive: true });
  await sweepHalfMade(bundlesDir);
  const staging = halfMade(place);
  const empty = halfMade(`${place}.public`);
  try {
    await mkdir(empty, { recursive: true });
    await bundle({
      entryPoint: path.resolve(projectRoot, entry),
      rootDir: projectRoot,
      publicDir: empty,
      symlinkPublicDir: true,
      outDir: staging,
      enableCaching: false,
      ignoreRegisterRootWarning: true,
    });
    await rm(place, { recursive: true, force: true });
    await rename(staging, place).catch(async (error: unknown) => {
      // Another process was faster; its bundle is as good.
      await access(path.join(place, 'index.html')).catch(() => {
        throw error;
      });
    });
  } finally {
    await rm(staging, { recursive: true, force: true });
    await rm(empty, { recursive: true, force: true });
  }
  await forgetOld();
  return place;
}

async function forgetOld(): Promise<void> {
  const names = (await readdir(bundlesDir)).filter((name) => /^bundle-[0-9a-f]{12}$/.test(name));
  const aged = await Promise.all(
    names.map(async (name) => ({ name, time: (await stat(path.join(bundlesDir, name))).mtimeMs })),
  );
  aged.sort((a, b) => b.time - a.time);
  for (const { name } of aged.slice(KEPT))
    await rm(path.join(bundlesDir, name), { recursive: true, force: true });
}
