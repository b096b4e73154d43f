import { readFile, stat } from 'node:fs/promises';
import { isMissing, RequestError } from '../cache/errors';
import { layerShape, LIMITS, requireFits, shown } from './activation-shapes';
import { type AnyNpyHeader, ArrayError, bytesOf, HEADER_BYTES, readNpyHeader } from './npy-header';
import { countOf, type Numbers, readFloats, readNumbers, readWholeNumbers } from './npy-values';
import { sha256 } from './sha256';
import { zipContents, zipEntries, type ZipEntry, ZipError } from './zip';

/** What a layer of somebody's network gave for the samples, at one epoch or at each. */
export interface BroughtLayer {
  /** `[epochs, samples, units]` in C order; one epoch where nothing changes. */
  readonly data: Float32Array;
  readonly epochs: number;
  readonly units: number;
}

export interface Activations {
  /** From the input to the output. */
  readonly layers: readonly BroughtLayer[];
  readonly samples: number;
  /** 0 … classes − 1, one a sample. */
  readonly labels: Uint8Array;
  /** The labels of the file, by class: ascending. */
  readonly classNames: readonly string[];
  /** One a recorded epoch, ascending. */
  readonly epochs: readonly number[];
  /** Of the very bytes that were read, in hex. */
  readonly sha256: string;
  /** What a user would want to know: samples left out, arrays not used. */
  readonly remarks: readonly string[];
}

/**
 * Reads what each layer of a network gave, as `np.savez` or `np.savez_compressed` wrote it: arrays `layer0`, `layer1`, …
 * `[epochs, samples, units]` or `[samples, units]`, and `labels` `[samples]`, of any float or integer type; `epochs` may say
 * which ones were recorded. A first layer that is the same at all epochs counts once.
 *
 * @throws RequestError naming the file, the array and what it may be, in one line
 */
export async function readActivations(file: string): Promise<Activations> {
  const refuse = (what: string): never => {
    throw new RequestError(`${file} ${what}`);
  };
  const bytes = await bytesOfFile(file, refuse);
  try {
    const arrays = new Arrays(bytes);
    const raw = await arrays.layers();
    const labels = await arrays.labels(raw.samples);
    const epochs = await arrays.epochs(raw.epochs);
    return { ...thinned(raw, labels), epochs, sha256: sha256(bytes), remarks: arrays.remarks(raw.samples) };
  } catch (error) {
    if (error instanceof ZipError) return refuse(error.message);
    if (error instanceof ArrayError) return refuse(`cannot be taken: ${error.message}`);
    throw error;
  }
}

async function bytesOfFile(file: string, refuse: (what: string) => never): Promise<Buffer> {
  const expected = 'expected an .npz file of activations';
  const found = await stat(file).catch((error: unknown) =>
    refuse(isMissing(error) ? `does not exist; ${expected}` : `cannot be read; ${expected}`),
  );
  if (!found.isFile()) refuse(`is not a file; ${expected}`);
  if (found.size > LIMITS.fileBytes)
    refuse(
      `has ${found.size} bytes; at most ${LIMITS.fileBytes} (1 GiB) are taken: save fewer epochs or samples`,
    );
  return readFile(file).catch((error: NodeJS.ErrnoException) => refuse(`cannot be read (${error.code})`));
}

interface RawLayers {
  readonly layers: readonly BroughtLayer[];
  readonly samples: number;
  readonly epochs: number;
}

interface Opened {
  readonly name: string;
  readonly entry: ZipEntry;
  readonly header: AnyNpyHeader;
}

/** The archive's arrays, by name without `.npy`. Only what is asked for is unpacked, and nothing before its header is judged. */
class Arrays {
  readonly #entries: ReadonlyMap<string, ZipEntry>;

  constructor(readonly bytes: Buffer) {
    this.#entries = new Map(
      zipEntries(bytes)
        .filter(({ name }) => name.endsWith('.npy'))
        .map((entry) => [entry.name.slice(0, -'.npy'.length), entry]),
    );
  }

  async layers(): Promise<RawLayers> {
    const opened = await Promise.all(this.#layerNames().map((name) => this.#open(name)));
    const shapes = opened.map(({ name, header }) => layerShape(name, header.shape));
    const samples = requireFits(shapes);
    requireSmall([...opened, ...(await this.#openAny('labels', 'epochs'))]);
    const layers: BroughtLayer[] = [];
    for (const [k, array] of opened.entries()) {
      const { epochs, units } = shapes[k]!;
      const { data } = await this.#read(array, readFloats);
      layers.push(k === 0 ? onceIfStill({ data, epochs, units }) : { data, epochs, units });
    }
    return { layers, samples, epochs: shapes[1]!.epochs };
  }

  async labels(samples: number): Promise<Float64Array> {
    const array = await this.#open('labels');
    const { shape } = array.header;
    if (shape.length === 2 && shape[0] === samples && shape[1]! > 1)
      throw new ArrayError(
        `labels is ${shown(shape)}, as if one-hot; it may be [samples] whole numbers: labels.argmax(1)`,
      );
    if (countOf(shape) !== samples || shape[0] !== samples)
      throw new ArrayError(
        `labels is ${shown(shape)}, and the layers have ${samples} samples; it may be [${samples}]`,
      );
    return (await this.#read(array, readWholeNumbers)).data;
  }

  async epochs(count: number): Promise<number[]> {
    const [array] = await this.#openAny('epochs');
    if (!array) return Array.from({ length: count }, (_, i) => i);
    const { shape } = array.header;
    if (shape.length !== 1 || shape[0] !== count)
      throw new ArrayError(
        `epochs is ${shown(shape)}, and the layers have ${count} ${count === 1 ? 'epoch' : 'epochs'}; it may be [${count}]`,
      );
    const epochs = [...(await this.#read(array, readNumbers)).data];
    if (epochs.some((epoch, i) => !(epoch >= 0 && epoch <= 1e9 && (i === 0 || epoch > epochs[i - 1]!))))
      throw new ArrayError('epochs may be numbers from 0 to 1e9, each larger than the one before');
    return epochs;
  }

  remarks(samples: number): string[] {
    const unused = [...this.#entries.keys()].filter((name) => !/^(layer\d+|labels|epochs)$/.test(name));
    return [
      ...(samples > LIMITS.drawn
        ? [`${LIMITS.drawn} of ${samples} samples are drawn, evenly chosen; more would hide each other`]
        : []),
      ...(unused.length > 0 ? [`not used: ${listed(unused)}`] : []),
    ];
  }

  /** `layer0`, `layer1`, …, all that there are. */
  #layerNames(): string[] {
    const names = [...this.#entries.keys()];
    const numbers = names.flatMap((name) => /^layer(0|[1-9]\d{0,5})$/.exec(name)?.[1] ?? []).map(Number);
    const last = Math.max(-1, ...numbers);
    const has = new Set(numbers);
    const missing = Array.from({ length: Math.min(last, LIMITS.layers) }, (_, k) => k).find(
      (k) => !has.has(k),
    );
    const there = names.length === 0 ? 'it holds no arrays' : `it holds ${listed(names)}`;
    if (missing !== undefined) throw new ArrayError(`layer${missing} is missing; ${there}`);
    if (numbers.length < 2)
      throw new ArrayError(`arrays named layer0, layer1, … are needed, two at least; ${there}`);
    if (numbers.length > LIMITS.layers)
      throw new ArrayError(`there are ${numbers.length} layers; at most ${LIMITS.layers} are taken`);
    if (!this.#entries.has('labels'))
      throw new ArrayError(`labels is missing, one whole number a sample; ${there}`);
    return Array.from({ length: last + 1 }, (_, k) => `layer${k}`);
  }

  async #openAny(...names: readonly string[]): Promise<Opened[]> {
    return Promise.all(names.filter((name) => this.#entries.has(name)).map((name) => this.#open(name)));
  }

  /** @throws ArrayError when the array is not as large as its header says */
  async #open(name: string): Promise<Opened> {
    const entry = this.#entries.get(name)!;
    try {
      const header = readNpyHeader(await zipContents(this.bytes, entry, Math.min(entry.size, HEADER_BYTES)));
      const needed = header.start + countOf(header.shape) * bytesOf(header.type);
      if (entry.size !== needed)
        throw new ArrayError(`is ${shown(header.shape)}, which makes ${needed} bytes, and has ${entry.size}`);
      return { name, entry, header };
    } catch (error) {
      throw named(name, error);
    }
  }

  async #read<D extends Float32Array | Float64Array>(
    { name, entry, header }: Opened,
    read: (bytes: Buffer, header: AnyNpyHeader) => Numbers<D>,
  ): Promise<Numbers<D>> {
    try {
      return read(await zipContents(this.bytes, entry), header);
    } catch (error) {
      throw named(name, error);
    }
  }
}

const named = (name: string, error: unknown): unknown =>
  error instanceof ArrayError ? new ArrayError(`${name} ${error.message}`) : error;

function requireSmall(arrays: readonly Opened[]): void {
  const total = arrays.reduce((sum, { entry }) => sum + entry.size, 0);
  if (total > LIMITS.arrayBytes)
    throw new ArrayError(
      `its arrays unpack to ${total} bytes; at most ${LIMITS.arrayBytes} (2 GiB) are taken`,
    );
}

/** A layer that every epoch has the same has it once. */
function onceIfStill(layer: BroughtLayer): BroughtLayer {
  const size = layer.data.length / layer.epochs;
  for (let i = size; i < layer.data.length; i++) if (layer.data[i] !== layer.data[i - size]) return layer;
  return { ...layer, data: layer.data.slice(0, size), epochs: 1 };
}

/** As many samples as are drawn, and their classes. */
function thinned(
  { layers, samples }: RawLayers,
  values: Float64Array,
): Pick<Activations, 'layers' | 'samples' | 'labels' | 'classNames'> {
  const drawn = Math.min(samples, LIMITS.drawn);
  const chosen = Uint32Array.from({ length: drawn }, (_, i) => Math.floor((i * samples) / drawn));
  const pick = ({ data, epochs, units }: BroughtLayer): BroughtLayer => {
    const picked = new Float32Array(epochs * drawn * units);
    for (let epoch = 0; epoch < epochs; epoch++)
      chosen.forEach((sample, i) => {
        const from = (epoch * samples + sample) * units;
        picked.set(data.subarray(from, from + units), (epoch * drawn + i) * units);
      });
    return { data: picked, epochs, units };
  };
  return {
    layers: drawn === samples ? layers : layers.map(pick),
    samples: drawn,
    ...classesOf(Float64Array.from(chosen, (sample) => values[sample]!)),
  };
}

function classesOf(values: Float64Array): Pick<Activations, 'labels' | 'classNames'> {
  const different = [...new Set(values)].sort((a, b) => a - b);
  const [least, most] = LIMITS.classes;
  if (different.length < least || different.length > most)
    throw new ArrayError(
      `labels has ${different.length} different ${different.length === 1 ? 'value' : 'values'}; ${least} to ${most} are taken`,
    );
  const places = new Map(different.map((value, place) => [value, place]));
  return {
    labels: Uint8Array.from(values, (value) => places.get(value)!),
    // Of −0 and 0, which are one value, the name is 0.
    classNames: different.map((value) => String(value + 0)),
  };
}

/** A few names, in quotes: they come from a file. */
function listed(names: readonly string[]): string {
  const few = names
    .slice(0, 8)
    .map((name) => JSON.stringify(name.length > 40 ? `${name.slice(0, 39)}…` : name));
  return `${few.join(', ')}${names.length > few.length ? `, and ${names.length - few.length} more` : ''}`;
}
