import { MNIST_PIXELS } from './mnist';

/**
 * The idx format of MNIST's files: two zero bytes, the type (8: unsigned byte), the number of dimensions, the dimensions
 * as big-endian 32-bit integers, the values in C order. Format: http://yann.lecun.com/exdb/mnist/
 */

/** Thrown when bytes are not the idx file that is expected. */
export class IdxError extends Error {
  override readonly name = 'IdxError';
  readonly exitCode = 1;
}

const UNSIGNED_BYTE = 8;
const SIDE = Math.sqrt(MNIST_PIXELS);

/**
 * Grey values 0 … 255 of 28×28 images, `[n, 784]` in C order: a view of the bytes, without the header.
 * @throws IdxError on another magic number or size of image, and on missing or extra bytes.
 */
export function parseIdxImages(bytes: Uint8Array): Uint8Array {
  const { dimensions, values } = parse(bytes, 3, 'images');
  const [, rows, columns] = dimensions;
  if (rows !== SIDE || columns !== SIDE)
    throw new IdxError(
      `images of ${rows}×${columns} pixels, expected ${SIDE}×${SIDE}; bring the files of MNIST again`,
    );
  return values;
}

/**
 * Labels 0 … 9, `[n]`: a view of the bytes, without the header.
 * @throws IdxError on another magic number, on missing or extra bytes, and on a label above 9.
 */
export function parseIdxLabels(bytes: Uint8Array): Uint8Array {
  const { values } = parse(bytes, 1, 'labels');
  const wrong = values.findIndex((label) => label > 9);
  if (wrong >= 0)
    throw new IdxError(`label ${values[wrong]} at ${wrong}, expected 0 … 9; bring the files of MNIST again`);
  return values;
}

function parse(bytes: Uint8Array, rank: number, what: string): { dimensions: number[]; values: Uint8Array } {
  const header = 4 + 4 * rank;
  const expected = (UNSIGNED_BYTE << 8) | rank;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fail = (problem: string): never => {
    throw new IdxError(`not an idx file of ${what}: ${problem}; bring the files of MNIST again`);
  };
  if (bytes.length < 4 || view.getUint32(0) !== expected)
    fail(`it starts with ${hex(bytes.subarray(0, 4))}, expected ${hex([0, 0, UNSIGNED_BYTE, rank])}`);
  if (bytes.length < header) fail(`it ends within its header, after ${bytes.length} of ${header} bytes`);
  const dimensions = Array.from({ length: rank }, (_, i) => view.getUint32(4 + 4 * i));
  const size = header + dimensions.reduce((product, length) => product * length, 1);
  if (bytes.length !== size)
    fail(
      `${bytes.length} bytes, expected ${size} for ${dimensions.join('×')} ${what === 'images' ? 'pixels' : what}`,
    );
  return {
    dimensions,
    values: new Uint8Array(bytes.buffer, bytes.byteOffset + header, bytes.length - header),
  };
}

const hex = (bytes: Iterable<number>): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ') || 'nothing';
