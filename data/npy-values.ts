import { type AnyNpyHeader, ArrayError, bytesOf, type NumberType } from './npy-header';

/** Numbers of an array, in C order. */
export interface Numbers<D extends Float32Array | Float64Array> {
  readonly shape: readonly number[];
  readonly data: D;
}

/**
 * An array's values as float32; integers and float64 are rounded to the nearest.
 * @param bytes the whole `.npy` file
 * @throws ArrayError where a value is not finite, or is beyond what float32 holds, naming the first
 */
export function readFloats(bytes: Buffer, header: AnyNpyHeader): Numbers<Float32Array> {
  const data = new Float32Array(countOf(header.shape));
  fill(data, bytes, header);
  const wrong = data.findIndex((value) => !Number.isFinite(value));
  if (wrong < 0) return { shape: header.shape, data };
  const value = valueAt(bytes, header, wrong);
  throw new ArrayError(
    `has ${Number.isFinite(value) ? `${value}, more than float32 holds,` : value} at ${placeOf(wrong, header.shape)}; its values must be finite`,
  );
}

/**
 * An array's values as whole numbers, exactly.
 * @throws ArrayError where a value is not a whole number or has more than 53 bits, naming the first
 */
export function readWholeNumbers(bytes: Buffer, header: AnyNpyHeader): Numbers<Float64Array> {
  const numbers = readNumbers(bytes, header);
  const wrong = numbers.data.findIndex((value) => !Number.isSafeInteger(value));
  if (wrong < 0) return numbers;
  throw new ArrayError(
    `has ${numbers.data[wrong]} at ${placeOf(wrong, header.shape)}; its values must be whole numbers of at most 53 bits`,
  );
}

/** An array's values as float64; integers of 64 bits are rounded to the nearest. */
export function readNumbers(bytes: Buffer, header: AnyNpyHeader): Numbers<Float64Array> {
  const data = new Float64Array(countOf(header.shape));
  fill(data, bytes, header);
  return { shape: header.shape, data };
}

export const countOf = (shape: readonly number[]): number => shape.reduce((n, size) => n * size, 1);

/** `[3, 17, 5]`: the indices of the value at a place in C order. */
function placeOf(place: number, shape: readonly number[]): string {
  let rest = place;
  const indices = shape.map((_, axis) => {
    const step = countOf(shape.slice(axis + 1));
    const index = Math.floor(rest / step);
    rest -= index * step;
    return index;
  });
  return `[${indices.join(', ')}]`;
}

function fill(data: Float32Array | Float64Array, bytes: Buffer, header: AnyNpyHeader): void {
  const { start, type } = header;
  const read = readerOf(bytes, header);
  const size = bytesOf(type);
  if (!header.columnsFirst) {
    for (let i = 0; i < data.length; i++) data[i] = read(start + i * size);
    return;
  }
  // The array lies there transposed: walk through it as it lies, and put each value where C order has it.
  const { shape } = header;
  const steps = shape.map((_, axis) => countOf(shape.slice(axis + 1)));
  const index = shape.map(() => 0);
  let place = 0;
  for (let i = 0; i < data.length; i++) {
    data[place] = read(start + i * size);
    for (let axis = 0; axis < shape.length; axis++) {
      place += steps[axis]!;
      if (++index[axis]! < shape[axis]!) break;
      place -= steps[axis]! * shape[axis]!;
      index[axis] = 0;
    }
  }
}

/** The value at a place in C order. */
function valueAt(bytes: Buffer, header: AnyNpyHeader, place: number): number {
  return readNumbers(bytes, header).data[place]!;
}

function readerOf(bytes: Buffer, { type, bigEndian }: AnyNpyHeader): (at: number) => number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = !bigEndian;
  const high = little ? 4 : 0;
  const readers: Readonly<Record<NumberType, (at: number) => number>> = {
    f2: (at) => halfFloat(view.getUint16(at, little)),
    f4: (at) => view.getFloat32(at, little),
    f8: (at) => view.getFloat64(at, little),
    i1: (at) => view.getInt8(at),
    i2: (at) => view.getInt16(at, little),
    i4: (at) => view.getInt32(at, little),
    i8: (at) => view.getInt32(at + high, little) * 2 ** 32 + view.getUint32(at + 4 - high, little),
    u1: (at) => view.getUint8(at),
    u2: (at) => view.getUint16(at, little),
    u4: (at) => view.getUint32(at, little),
    u8: (at) => view.getUint32(at + high, little) * 2 ** 32 + view.getUint32(at + 4 - high, little),
    b1: (at) => (view.getUint8(at) === 0 ? 0 : 1),
  };
  return readers[type];
}

/** IEEE 754 binary16: a sign, five bits of exponent, ten of fraction. */
function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
