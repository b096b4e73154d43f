/**
 * NumPy's `.npy` format, version 1.0, as every array in the frame cache is written: little-endian, C order.
 * Format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 *
 * Pure bytes in and out, so the browser reads with the same code as Node.
 */

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59] as const; // "\x93NUMPY"
/** NumPy aligns the start of the data to 64 bytes so that it can be mapped into memory. */
const ALIGNMENT = 64;

export type NpyData = Float32Array | Uint8Array | Int32Array;
export type NpyDtype = '<f4' | '|u1' | '<i4';

/** An array with its shape; `data.length` is the product of `shape`. */
export interface Tensor<D extends NpyData = NpyData> {
  readonly shape: readonly number[];
  readonly data: D;
}

/** Thrown when bytes are not an `.npy` file that this reader takes. */
export class NpyError extends Error {
  override readonly name = 'NpyError';
  readonly exitCode = 1;
}

export const dtypeOf = (data: NpyData): NpyDtype =>
  data instanceof Float32Array ? '<f4' : data instanceof Int32Array ? '<i4' : '|u1';

/** Number of elements a shape holds; 1 for the shape of a scalar, `[]`. */
export const sizeOf = (shape: readonly number[]): number => shape.reduce((n, d) => n * d, 1);

/**
 * The bytes of an `.npy` file holding `data` in C order.
 * @throws NpyError when the shape does not hold exactly the data's elements.
 */
export function encodeNpy({ shape, data }: Tensor): Uint8Array {
  if (sizeOf(shape) !== data.length)
    throw new NpyError(`shape [${shape.join(', ')}] does not hold ${data.length} elements`);
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const dictionary = `{'descr': '${dtypeOf(data)}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const preamble = MAGIC.length + 4;
  const headerEnd = Math.ceil((preamble + dictionary.length + 1) / ALIGNMENT) * ALIGNMENT;
  const header = `${dictionary.padEnd(headerEnd - preamble - 1)}\n`;

  const bytes = new Uint8Array(headerEnd + data.byteLength);
  bytes.set(MAGIC);
  bytes.set([1, 0], MAGIC.length);
  new DataView(bytes.buffer).setUint16(MAGIC.length + 2, header.length, true);
  for (let i = 0; i < header.length; i++) bytes[preamble + i] = header.charCodeAt(i);
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), headerEnd);
  return bytes;
}

const HEADER = /^\{'descr': '([^']+)', 'fortran_order': (True|False), 'shape': \(([0-9, ]*)\), \}\s*$/;

/** What the header of an `.npy` file says. */
export interface NpyHeader {
  readonly shape: readonly number[];
  readonly dtype: NpyDtype;
  /** Where the data begin, in bytes. */
  readonly start: number;
}

/**
 * Reads the header of an `.npy` file of float32, uint8 or int32 in C order; the data need not be there.
 * @throws NpyError on a wrong magic number, an unknown dtype or Fortran order.
 */
export function decodeNpyHeader(bytes: Uint8Array): NpyHeader {
  if (bytes.length < MAGIC.length + 4 || MAGIC.some((byte, i) => bytes[i] !== byte))
    throw new NpyError('not an .npy file: the magic number is missing');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = MAGIC.length + 4 + view.getUint16(MAGIC.length + 2, true);
  const match = HEADER.exec(String.fromCharCode(...bytes.subarray(MAGIC.length + 4, start)));
  if (!match) throw new NpyError('the .npy header could not be read');
  const [, dtype, fortran, tuple = ''] = match;
  if (fortran === 'True') throw new NpyError('the .npy file is in Fortran order; C order is needed');
  if (dtype !== '<f4' && dtype !== '<i4' && dtype !== '|u1')
    throw new NpyError(`the .npy file is of type ${dtype}; <f4, <i4 or |u1 is needed`);
  const shape = tuple
    .split(',')
    .filter((part) => part.trim() !== '')
    .map(Number);
  return { shape, dtype, start };
}

/**
 * Reads an `.npy` file of float32, uint8 or int32 in C order.
 * @throws NpyError on a wrong header, or a length that is not the shape's.
 */
export function decodeNpy(bytes: Uint8Array): Tensor {
  const { shape, dtype, start } = decodeNpyHeader(bytes);
  // A copy, because a typed array needs its data aligned to its element size and a view on a pool may not be.
  // (Not `bytes.slice`: on Node's Buffer that is a view, too.)
  const body = new Uint8Array(bytes.subarray(start));
  const width = dtype === '|u1' ? 1 : 4;
  if (body.length !== sizeOf(shape) * width)
    throw new NpyError(
      `the .npy file holds ${body.length} bytes of data, its shape needs ${sizeOf(shape) * width}`,
    );
  if (dtype === '<f4') return { shape, data: new Float32Array(body.buffer) };
  if (dtype === '<i4') return { shape, data: new Int32Array(body.buffer) };
  return { shape, data: body };
}
