import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isMissing, RequestError, toldFileError } from '../cache/errors';
import { projectRoot } from '../cache/paths';
import { checkedImports, IMPORTS_FILE, type Imported, type Imports } from './imported';

/** The registry of brought activations as it lies on disk now; `imported.ts` has it as it was when the program began. */
const registryFile = path.join(projectRoot, IMPORTS_FILE);

/** @throws RequestError when it is not JSON, or holds something else than imports */
export async function readRegistry(file: string = registryFile): Promise<Imports> {
  try {
    return checkedImports(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if (isMissing(error)) return {};
    if (error instanceof SyntaxError)
      throw new RequestError(`${IMPORTS_FILE} is not JSON: ${error.message.replace(/\s+/g, ' ')}`);
    throw error;
  }
}

/** Puts a registry in the place of the last one, whole or not at all. */
export async function writeRegistry(imports: Imports, file: string = registryFile): Promise<void> {
  const part = `${file}.${randomUUID()}.part`;
  try {
    await writeFile(part, registryText(imports));
    await rename(part, file);
  } catch (error) {
    throw toldFileError(error, path.dirname(file));
  } finally {
    await rm(part, { force: true });
  }
}

/** Names in order, an entry's fields always in the same one, as prettier would have it: the file is tracked. */
export function registryText(imports: Imports): string {
  const names = Object.keys(imports).sort();
  if (names.length === 0) return '{}\n';
  const entries = names.map(
    (name) => `  ${JSON.stringify(name)}: {\n${fieldsOf(imports[name]!).join(',\n')}\n  }`,
  );
  return `{\n${entries.join(',\n')}\n}\n`;
}

const fieldsOf = ({ file, sha256, widths, samples, epochs, classes }: Imported): string[] =>
  Object.entries({ file, sha256, widths, samples, epochs, classes }).map(
    ([field, value]) =>
      `    ${JSON.stringify(field)}: ${Array.isArray(value) ? `[${value.join(', ')}]` : JSON.stringify(value)}`,
  );

/** A file as the registry has it: from the project's folder where it lies inside, so that the folder may move. */
export function registeredPath(file: string, root: string = projectRoot): string {
  const relative = path.relative(root, file);
  const inside = relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
  return inside ? relative.split(path.sep).join('/') : file;
}
