import { execFile } from 'node:child_process';
import { access, chmod, constants, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { RequestError, WorkError } from '../../cache/errors';
import { sha256 } from '../../cache/key';
import { projectRoot } from '../../cache/paths';
import { browserFlags } from './options';
import { halfMade, sweepHalfMade } from './scratch';

const run = promisify(execFile);

export type BrowserSource = 'asked' | 'installed' | 'package' | 'remotion';

/** The browser that draws, for both engines. */
export interface Browser {
  /** What to start: on Linux a small launcher that sets flags and libraries and ends the browser with its parent. */
  readonly executable: string;
  /** The browser itself. */
  readonly program: string;
  /** "147.0.7727.24". */
  readonly version: string;
  readonly source: BrowserSource;
  /** Why this one, for `doctor`. */
  readonly why: string;
  /** How Remotion has to start it: a headless shell knows only the old headless mode. */
  readonly chromeMode: 'headless-shell' | 'chrome-for-testing';
}

export interface FindBrowserOptions {
  /** What `--browser` said; UNTANGLE_BROWSER is asked next. */
  readonly asked?: string;
  /** Folder that keeps an unpacked browser and the launchers; `cache/browser` unless said. */
  readonly dir?: string;
}

interface Candidate {
  readonly program: string;
  readonly source: BrowserSource;
  readonly why: string;
  readonly libraries?: string;
  readonly fonts?: string;
}

/** A headless shell first: it starts faster, and its headless mode is the one Remotion expects. */
const INSTALLED: Readonly<Record<string, readonly string[]>> = {
  linux: [
    'chromium-headless-shell',
    'chrome-headless-shell',
    'google-chrome-stable',
    'google-chrome',
    'chromium',
    'chromium-browser',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  ],
};

/**
 * Finds a browser that starts: the one asked for, an installed one, the one inside `@sparticuz/chromium`, or Remotion's
 * own download.
 * @throws RequestError when the one asked for does not start; WorkError when there is none at all.
 */
export async function findBrowser({ asked, dir = defaultDir }: FindBrowserOptions = {}): Promise<Browser> {
  const explicit = asked ?? process.env['UNTANGLE_BROWSER'];
  const field = asked === undefined ? 'UNTANGLE_BROWSER' : '--browser';
  if (explicit) {
    const program = await onPath(explicit);
    if (program === undefined)
      throw new RequestError(`${field}: ${explicit} is not a program; give the path of a Chrome or Chromium`);
    const browser = await tried({ program, source: 'asked', why: `${field} names it` }, dir);
    if (typeof browser === 'string')
      throw new RequestError(
        `${field}: ${explicit} does not start (${browser}); give the path of a Chrome or Chromium`,
      );
    return browser;
  }
  const failures: string[] = [];
  for (const find of [installed, packaged, downloaded]) {
    for await (const candidate of find(dir, failures)) {
      const browser = await tried(candidate, dir);
      if (typeof browser !== 'string') return browser;
      failures.push(`${candidate.program}: ${browser}`);
    }
  }
  const seen = failures.length === 0 ? '' : ` (tried ${failures.join('; ')})`;
  throw new WorkError(
    `no browser found${seen}; install Chrome or Chromium (Debian: apt-get install chromium-headless-shell) or name one with --browser or UNTANGLE_BROWSER`,
  );
}

const defaultDir = path.join(projectRoot, 'cache', 'browser');

type Finder = (dir: string, failures: string[]) => AsyncGenerator<Candidate>;

const installed: Finder = async function* () {
  for (const name of INSTALLED[process.platform] ?? []) {
    const program = await onPath(name);
    if (program !== undefined) yield { program, source: 'installed', why: 'it is installed on this machine' };
  }
};

const packaged: Finder = async function* (dir, failures) {
  if (process.platform !== 'linux' || process.arch !== 'x64') return;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  } catch {
    return;
  }
  try {
    const folder = await unpacked(entry, dir);
    const why = 'no browser is installed; this one comes with the npm package @sparticuz/chromium';
    const program = path.join(folder, 'chromium');
    const bare = { program, source: 'package', why, fonts: path.join(folder, 'fonts') } as const;
    // Where the system has the NSS libraries, its own are the safer ones.
    const complete = await missingLibraries(program);
    yield complete ? { ...bare, libraries: path.join(folder, 'al2023', 'lib') } : bare;
  } catch (error) {
    failures.push(`@sparticuz/chromium: ${reasonOf(error)}`);
  }
};

const downloaded: Finder = async function* (_dir, failures) {
  try {
    const { stdout } = await run(
      process.execPath,
      ['--import', 'tsx', path.join('remotion', 'render', 'download-browser.ts')],
      { cwd: projectRoot },
    );
    if (stdout !== '') yield { program: stdout, source: 'remotion', why: "Remotion's own download" };
  } catch (error) {
    const thrown = /^\w*Error: .*$/m.exec(
      error instanceof Error && 'stderr' in error ? String(error.stderr) : '',
    );
    failures.push(`download: ${thrown?.[0] ?? reasonOf(error)}`);
  }
};

async function onPath(name: string): Promise<string | undefined> {
  const places =
    path.basename(name) === name
      ? (process.env['PATH'] ?? '').split(path.delimiter).map((folder) => path.join(folder, name))
      : [path.resolve(name)];
  for (const place of places) {
    const executable = await access(place, constants.X_OK).then(
      async () => (await stat(place)).isFile(),
      () => false,
    );
    if (executable) return place;
  }
  return undefined;
}

/** True when the loader misses a library. */
async function missingLibraries(program: string): Promise<boolean> {
  return run('ldd', [program]).then(
    ({ stdout }) => stdout.includes('not found'),
    () => true,
  );
}

/**
 * Unpacks the package's browser once, in a folder beside its final place that is renamed when whole. The package itself
 * unpacks into the temporary folder, which any other program on the machine may have filled; so it gets one of its own.
 */
async function unpacked(entry: string, dir: string): Promise<string> {
  const root = path.dirname(entry).split(`${path.sep}build`)[0] ?? '';
  const manifest: unknown = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  const version =
    typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : '';
  const folder = path.join(dir, `chromium-${String(version)}`);
  const whole = await access(path.join(folder, 'chromium')).then(
    () => true,
    () => false,
  );
  if (whole) return folder;
  await sweepHalfMade(dir);
  const staging = halfMade(folder);
  await rm(staging, { recursive: true, force: true });
  await mkdir(staging, { recursive: true });
  try {
    const code = `import(${JSON.stringify(entry)}).then((m) => (m.default.default ?? m.default).executablePath())`;
    // The name of a Lambda runtime makes it unpack its libraries too.
    const env = { ...process.env, TMPDIR: staging, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };
    await run(process.execPath, ['-e', code], { env });
    await rename(staging, folder).catch(async (error: unknown) => {
      // Another process was faster; its folder is as good.
      await access(path.join(folder, 'chromium')).catch(() => {
        throw error;
      });
    });
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  return folder;
}

/** The browser, or why it does not start. */
async function tried(candidate: Candidate, dir: string): Promise<Browser | string> {
  const { program, source, why } = candidate;
  try {
    const executable = await launcher(candidate, dir);
    const { stdout } = await run(executable, ['--version', '--no-sandbox'], { timeout: 30_000 });
    const version = /(?:Chrom|Edge).*?(\d+(?:\.\d+){1,3})/.exec(stdout)?.[1];
    if (version === undefined) return `--version says ${JSON.stringify(stdout.trim())}`;
    const shell = source === 'package' || source === 'remotion' || /headless-shell/.test(program);
    const chromeMode = shell ? 'headless-shell' : 'chrome-for-testing';
    return { executable, program, version, source, why, chromeMode };
  } catch (error) {
    return reasonOf(error);
  }
}

/**
 * A shell script that starts the browser with the flags both engines need for equal pixels, with its libraries, and
 * (through `setpriv`, where it exists) so that the kernel ends it when the program that started it is killed.
 */
async function launcher({ program, libraries, fonts }: Candidate, dir: string): Promise<string> {
  if (process.platform !== 'linux') return program;
  const script = [
    '#!/bin/sh',
    ...(libraries
      ? [`export LD_LIBRARY_PATH=${quoted(libraries)}\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}`]
      : []),
    // Without any fontconfig on the system Chromium finds no font at all and stops.
    ...(fonts ? [`[ -e /etc/fonts/fonts.conf ] || export FONTCONFIG_PATH=${quoted(fonts)}`] : []),
    `set -- ${quoted(program)} "$@" ${browserFlags.join(' ')}`,
    'if setpriv --pdeathsig KILL true 2>/dev/null; then exec setpriv --pdeathsig KILL "$@"; fi',
    'exec "$@"',
    '',
  ].join('\n');
  const file = path.join(dir, `start-${sha256(script).slice(0, 12)}.sh`);
  const same = await readFile(file, 'utf8').then(
    (text) => text === script,
    () => false,
  );
  if (!same) {
    await mkdir(dir, { recursive: true });
    const part = halfMade(file);
    await writeFile(part, script);
    await chmod(part, 0o755);
    await rename(part, file);
  }
  return file;
}

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

const reasonOf = (error: unknown): string => {
  const text = error instanceof Error ? error.message : String(error);
  return (
    text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .at(-1)
      ?.trim() ?? text
  );
};
