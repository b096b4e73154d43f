import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import {
  copyFile,
  cp,
  mkdir,
  open,
  readdir,
  realpath,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { isMissing, WorkError } from '../../cache/errors';

/** The TensorFlow in a folder of the user's or of an archive, and how it becomes `deps/` of tfjs-node-gpu. */

const run = promisify(execFile);

/** The two forms in which TensorFlow's C API is handed out. */
export type Library =
  /** libtensorflow: `lib/libtensorflow.so*`, `lib/libtensorflow_framework.so*`, `include/`. */
  | { readonly kind: 'c'; readonly root: string }
  /** The `tensorflow` folder of a Python installation; the C API lies in the library behind its extension modules. */
  | { readonly kind: 'python'; readonly root: string };

const PYWRAP = '_pywrap_tensorflow_internal.so';
const FRAMEWORK = 'libtensorflow_framework.so.2';

/**
 * Finds TensorFlow in a folder, in its only subfolder or in its subfolder `tensorflow`.
 * @throws WorkError when there is none, or its libraries are not for this kind of machine.
 */
export async function findLibrary(folder: string): Promise<Library> {
  const names = await list(folder);
  // An unpacked archive of libtensorflow, or an unpacked wheel: its `tensorflow` lies beside what pip writes of it.
  const inside = names.filter((name) => names.length === 1 || name === 'tensorflow');
  for (const root of [folder, ...inside.map((name) => path.join(folder, name))]) {
    const lib = await list(path.join(root, 'lib'));
    if (lib.includes('libtensorflow.so') || lib.includes('libtensorflow.so.2')) {
      for (const part of ['libtensorflow', 'libtensorflow_framework']) {
        const file = lib.find((name) => name === `${part}.so.2`) ?? lib.find((name) => name === `${part}.so`);
        if (file === undefined) throw new WorkError(`${path.join(root, 'lib')} has no ${part}.so.2`);
        await assertLibrary(path.join(root, 'lib', file));
      }
      return { kind: 'c', root };
    }
    if ((await list(path.join(root, 'python'))).includes(PYWRAP)) {
      await assertLibrary(path.join(root, 'python', PYWRAP));
      await assertLibrary(path.join(root, FRAMEWORK));
      return { kind: 'python', root };
    }
  }
  throw new WorkError(
    `${folder} holds no TensorFlow: it may be a folder with lib/libtensorflow.so.2 and include/, ` +
      `or the "tensorflow" folder of a Python installation (with python/${PYWRAP})`,
  );
}

/** @throws WorkError unless the file is a shared library for Linux x64. */
export async function assertLibrary(file: string): Promise<void> {
  const head = Buffer.alloc(20);
  try {
    const handle = await open(file);
    await handle.read(head, 0, 20, 0).finally(() => handle.close());
  } catch (error) {
    throw new WorkError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
  // ELF header: magic, 64 bits, little-endian; e_type 3 is a shared object, e_machine 62 is x86-64.
  const isElf = head.readUInt32BE(0) === 0x7f454c46 && head[4] === 2 && head[5] === 1;
  if (!isElf || head.readUInt16LE(16) !== 3 || head.readUInt16LE(18) !== 62)
    throw new WorkError(`${file} is no shared library for Linux x64`);
}

/** Whether the headers that the binding is built with are there. */
export async function hasHeaders({ root }: Library): Promise<boolean> {
  const needed = ['tensorflow/c/c_api.h', 'tensorflow/c/eager/c_api.h'];
  const found = await Promise.all(
    needed.map((name) =>
      list(path.dirname(path.join(root, 'include', name))).then((n) => n.includes('c_api.h')),
    ),
  );
  return found.every(Boolean);
}

/**
 * Puts the library and its headers into `deps`, as `deps/lib` and `deps/include`.
 * @param owned the folder is ours and may be moved instead of copied
 * @throws WorkError when a Python TensorFlow is given and there is no C compiler to adapt it.
 */
export async function placeLibrary(library: Library, deps: string, owned: boolean): Promise<void> {
  const { kind, root } = library;
  const lib = path.join(deps, 'lib');
  await mkdir(deps, { recursive: true });
  const take = owned ? rename : copyTree;
  if (await hasHeaders(library)) await take(path.join(root, 'include'), path.join(deps, 'include'));
  if (kind === 'c') {
    if (owned) await rename(path.join(root, 'lib'), lib);
    else await copyLibraries(path.join(root, 'lib'), lib);
    await nameForLinker(lib, await list(lib));
    return;
  }
  await mkdir(lib);
  const takeFile = owned ? rename : copy;
  await takeFile(path.join(root, FRAMEWORK), path.join(lib, FRAMEWORK));
  await takeFile(path.join(root, 'python', PYWRAP), path.join(lib, PYWRAP));
  await standInForPython(lib);
  await nameForLinker(lib, await list(lib));
}

/** The files of a folder that TensorFlow's libraries need, links as links; of /usr/lib nothing else. */
async function copyLibraries(from: string, to: string): Promise<void> {
  await mkdir(to);
  for (const name of await list(from)) {
    if (!/^libtensorflow(_framework)?\.so(\.[0-9.]+)?$/.test(name)) continue;
    // A link that leads elsewhere (Debian's alternatives, a conda environment) becomes the file it leads to.
    const target = await realpath(path.join(from, name));
    const inside = path.dirname(target) === (await realpath(from)) && path.basename(target) !== name;
    if (inside && /^libtensorflow/.test(path.basename(target)))
      await symlink(path.basename(target), path.join(to, name));
    else await copy(target, path.join(to, name));
  }
}

/** `-ltensorflow` looks for names without a version, which some packages leave to their development part. */
async function nameForLinker(lib: string, names: readonly string[]): Promise<void> {
  for (const name of ['libtensorflow.so', 'libtensorflow_framework.so'])
    if (!names.includes(name)) await symlink(`${name}.2`, path.join(lib, name));
}

/**
 * Python's TensorFlow holds the C API in a library that also talks to Python, and that names 200 functions and objects of
 * the interpreter. None of them is touched unless Python loads it, but the loader wants every name: `libtensorflow.so.2`
 * becomes a small library that has them, and brings the large one.
 */
async function standInForPython(lib: string): Promise<void> {
  try {
    const { stdout } = await run('nm', ['-D', '--undefined-only', path.join(lib, PYWRAP)], {
      maxBuffer: 2 ** 28,
    });
    const names = new Set(stdout.match(/\b_?Py[A-Z_]\w*/g));
    const source = path.join(lib, 'python.c');
    await writeFile(
      source,
      [...names].map((name) => `char ${name}[1024] __attribute__((aligned(64)));\n`).join('') || '\n',
    );
    const flags = [
      '-shared',
      '-fPIC',
      '-Wl,-soname,libtensorflow.so.2',
      '-Wl,-rpath,$ORIGIN',
      '-Wl,--no-as-needed',
    ];
    await run('cc', ['-o', path.join(lib, 'libtensorflow.so.2'), ...flags, source, path.join(lib, PYWRAP)], {
      maxBuffer: 2 ** 26,
    });
    await rm(source);
  } catch (error) {
    throw new WorkError(
      `a Python TensorFlow needs a C compiler (cc and nm; on Debian: apt install build-essential): ${firstLine(error)}`,
    );
  }
}

const copy = (from: string, to: string): Promise<void> => copyFile(from, to, constants.COPYFILE_FICLONE);

const copyTree = (from: string, to: string): Promise<void> =>
  cp(from, to, { recursive: true, dereference: true });

async function list(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw new WorkError(`${folder} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n').slice(0, 2).join(' ').slice(0, 300);
