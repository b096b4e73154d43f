import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { sha256 } from './key';
import { projectRoot } from './paths';

/**
 * The hash of the code that starts at these modules: their esbuild bundles, white space and syntax minified, packages
 * left out. Comments, types and exports that nobody uses leave it alone; real changes do not.
 * @param entries paths relative to the project's root
 */
export async function codeHash(entries: readonly string[]): Promise<string> {
  return (await bundled(entries)).hash;
}

/** The same hash, with the installed versions of the packages that the code imports. */
export async function codeParts(
  entries: readonly string[],
): Promise<{ code: string; packages: Record<string, string> }> {
  const { hash, packages } = await bundled(entries);
  return { code: hash, packages: await packageVersions(packages) };
}

interface Bundled {
  readonly hash: string;
  readonly packages: readonly string[];
}

function bundled(entries: readonly string[]): Promise<Bundled> {
  const sorted = [...entries].sort();
  const id = sorted.join('\n');
  let result = bundles.get(id);
  if (!result) bundles.set(id, (result = bundleOf(sorted)));
  return result;
}

/** Within one run the code does not change; bundling once is enough. */
const bundles = new Map<string, Promise<Bundled>>();

async function bundleOf(entries: readonly string[]): Promise<Bundled> {
  const result = await build({
    entryPoints: entries.map((entry) => path.join(projectRoot, entry)),
    absWorkingDir: projectRoot,
    outdir: 'out',
    bundle: true,
    write: false,
    packages: 'external',
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    treeShaking: true,
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    logLevel: 'silent',
    metafile: true,
  });
  // The outputs name only what is still imported after unused code was dropped.
  const imported = Object.values(result.metafile.outputs)
    .flatMap((output) => output.imports)
    .filter(({ external, path: name }) => external && !name.startsWith('node:'))
    .map(({ path: name }) => packageOf(name));
  return {
    hash: sha256(result.outputFiles.map((file) => file.text).join('\n')),
    packages: [...new Set(imported)].sort(),
  };
}

/** `@fontsource/inter/files/…` → `@fontsource/inter`. */
const packageOf = (name: string): string =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');

/** The installed versions of packages, for keys. A package that is not installed is `"none"`. */
export async function packageVersions(names: readonly string[]): Promise<Record<string, string>> {
  const entries = names.map(async (name): Promise<[string, string]> => {
    try {
      const text = await readFile(path.join(projectRoot, 'node_modules', name, 'package.json'), 'utf8');
      const manifest: unknown = JSON.parse(text);
      const version =
        typeof manifest === 'object' && manifest !== null && 'version' in manifest
          ? manifest.version
          : 'none';
      return [name, String(version)];
    } catch {
      return [name, 'none'];
    }
  });
  return Object.fromEntries(await Promise.all(entries));
}
