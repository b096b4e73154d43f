import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { projectRoot } from '../../cache/paths';

const rooms = ['data', 'cache', 'training', 'remotion'];
/** Generated folders below `cache/`. */
const generated = /^cache\/[^/]+\//;

/** Every source file of the product, relative to the project's root, with forward slashes. */
export const sources: readonly string[] = rooms.flatMap((room) =>
  readdirSync(path.join(projectRoot, room), { recursive: true, encoding: 'utf8' })
    .map((file) => path.posix.join(room, file.split(path.sep).join('/')))
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts') && !generated.test(file)),
);

export const textOf = (file: string): string => readFileSync(path.join(projectRoot, file), 'utf8');

/** What a file imports: files of ours by path, packages by name. Imports of types count too. */
export function importsOf(file: string): { ours: string[]; packages: string[] } {
  if (file.endsWith('.json')) return { ours: [], packages: [] };
  const names = ts.preProcessFile(textOf(file), true, true).importedFiles.map(({ fileName }) => fileName);
  const ours = names
    .filter((name) => name.startsWith('.'))
    .map((name) => {
      const base = path.posix.join(path.posix.dirname(file), name);
      const found = [base, `${base}.ts`, `${base}.tsx`, `${base}/index.ts`].find(
        (each) => /\.(tsx?|json)$/.test(each) && existsSync(path.join(projectRoot, each)),
      );
      if (found === undefined) throw new Error(`${file} imports ${name}, which is not there`);
      return found;
    });
  return { ours, packages: names.filter((name) => !name.startsWith('.')) };
}

/** All files of ours that are reachable from some, themselves included. */
export function reachableFrom(entries: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    importsOf(file).ours.forEach(visit);
  };
  entries.forEach(visit);
  return seen;
}
