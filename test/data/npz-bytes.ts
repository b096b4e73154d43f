import { crc32, deflateRawSync } from 'node:zlib';

/** Archives and arrays as numpy writes them, and as nobody should. */

export interface Entry {
  readonly name: string;
  readonly contents: Uint8Array;
  readonly packed?: boolean;
  /** What the archive says instead of the truth. */
  readonly lies?: Partial<Record<'method' | 'flags' | 'crc' | 'size' | 'packedSize' | 'offset', number>>;
}

/** A zip archive; `wide` writes all sizes and places in ZIP64 fields, and a ZIP64 end. */
export function zipOf(entries: readonly Entry[], wide = false): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, contents, packed = false, lies = {} } of entries) {
    const body = packed ? deflateRawSync(contents) : Buffer.from(contents);
    const values = {
      method: packed ? 8 : 0,
      flags: 0,
      crc: crc32(contents),
      size: contents.length,
      packedSize: body.length,
      offset: at,
      ...lies,
    };
    const common = Buffer.alloc(26);
    common.writeUInt16LE(45, 0);
    common.writeUInt16LE(values.flags, 2);
    common.writeUInt16LE(values.method, 4);
    common.writeUInt32LE(values.crc, 10);
    common.writeUInt32LE(wide ? 0xffffffff : values.packedSize, 14);
    common.writeUInt32LE(wide ? 0xffffffff : values.size, 18);
    common.writeUInt16LE(name.length, 22);
    const extra = (places: readonly number[]): Buffer => {
      if (!wide) return Buffer.alloc(0);
      const field = Buffer.alloc(4 + 8 * places.length);
      field.writeUInt16LE(1, 0);
      field.writeUInt16LE(8 * places.length, 2);
      places.forEach((place, i) => field.writeBigUInt64LE(BigInt(place), 4 + 8 * i));
      return field;
    };
    const local = extra([values.size, values.packedSize]);
    const central = extra([values.size, values.packedSize, values.offset]);
    const localHead = Buffer.concat([Buffer.from('PK\x03\x04'), common]);
    localHead.writeUInt16LE(local.length, 28);
    const piece = Buffer.concat([localHead, Buffer.from(name), local, body]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(wide ? 0xffffffff : values.offset, 10);
    const centralHead = Buffer.concat([Buffer.from('PK\x01\x02\x2d\x03'), common, tail]);
    centralHead.writeUInt16LE(central.length, 30);
    directory.push(Buffer.concat([centralHead, Buffer.from(name), central]));
    parts.push(piece);
    at += piece.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  end.writeUInt16LE(wide ? 0xffff : entries.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(wide ? 0xffffffff : at, 16);
  return Buffer.concat([...parts, listed, ...(wide ? end64(entries.length, listed.length, at) : []), end]);
}

function end64(count: number, length: number, start: number): Buffer[] {
  const end = Buffer.alloc(56);
  end.write('PK\x06\x06');
  end.writeBigUInt64LE(44n, 4);
  end.writeBigUInt64LE(BigInt(count), 32);
  end.writeBigUInt64LE(BigInt(length), 40);
  end.writeBigUInt64LE(BigInt(start), 48);
  const locator = Buffer.alloc(20);
  locator.write('PK\x06\x07');
  locator.writeBigUInt64LE(BigInt(start + length), 8);
  locator.writeUInt32LE(1, 16);
  return [end, locator];
}

export type Type = 'f4' | 'f8' | 'i1' | 'i2' | 'i4' | 'i8' | 'u1' | 'u2' | 'u4' | 'u8' | 'b1';

export interface Layout {
  readonly type?: Type;
  readonly bigEndian?: boolean;
  readonly columnsFirst?: boolean;
  readonly version?: 1 | 2 | 3;
}

/** An `.npy` file. @param values in C order */
export function npyOf(shape: readonly number[], values: ArrayLike<number>, layout: Layout = {}): Buffer {
  const { type = 'f4', bigEndian = false, columnsFirst = false, version = 1 } = layout;
  const order = Number(type.slice(1)) === 1 ? '|' : bigEndian ? '>' : '<';
  const header = `{'descr': '${order}${type}', 'fortran_order': ${columnsFirst ? 'True' : 'False'}, 'shape': (${shape.map((size) => `${size}, `).join('')})}`;
  return Buffer.concat([headOf(header, version), bodyOf(shape, values, { type, bigEndian, columnsFirst })]);
}

/** The beginning of an `.npy` file, with any header. */
export function headOf(header: string, version = 1): Buffer {
  const wide = version > 1;
  const preamble = Buffer.alloc(wide ? 12 : 10);
  preamble.write('\x93NUMPY', 'latin1');
  preamble.writeUInt8(version, 6);
  const padded = `${header.padEnd(header.length + 7)}\n`;
  if (wide) preamble.writeUInt32LE(padded.length, 8);
  else preamble.writeUInt16LE(padded.length, 8);
  return Buffer.concat([preamble, Buffer.from(padded, 'latin1')]);
}

function bodyOf(
  shape: readonly number[],
  values: ArrayLike<number>,
  { type, bigEndian, columnsFirst }: Required<Omit<Layout, 'version'>>,
): Buffer {
  const size = Number(type.slice(1));
  const body = Buffer.alloc(values.length * size);
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const little = !bigEndian;
  const put: Readonly<Record<Type, (at: number, value: number) => void>> = {
    f4: (at, value) => view.setFloat32(at, value, little),
    f8: (at, value) => view.setFloat64(at, value, little),
    i1: (at, value) => view.setInt8(at, value),
    i2: (at, value) => view.setInt16(at, value, little),
    i4: (at, value) => view.setInt32(at, value, little),
    i8: (at, value) => view.setBigInt64(at, BigInt(value), little),
    u1: (at, value) => view.setUint8(at, value),
    u2: (at, value) => view.setUint16(at, value, little),
    u4: (at, value) => view.setUint32(at, value, little),
    u8: (at, value) => view.setBigUint64(at, BigInt(value), little),
    b1: (at, value) => view.setUint8(at, value),
  };
  // Where the value at a place in C order lies when the first index runs fastest.
  const columnsPlace = (place: number): number => {
    let [rest, step, there] = [place, shape.reduce((n, d) => n * d, 1), 0];
    let stride = 1;
    for (const extent of shape) {
      step /= extent;
      there += Math.floor(rest / step) * stride;
      rest %= step;
      stride *= extent;
    }
    return there;
  };
  for (let i = 0; i < values.length; i++) put[type](size * (columnsFirst ? columnsPlace(i) : i), values[i]!);
  return body;
}

/** An `.npz` file of arrays by name. */
export const npzOf = (arrays: Readonly<Record<string, Uint8Array>>, packed = true): Buffer =>
  zipOf(Object.entries(arrays).map(([name, contents]) => ({ name: `${name}.npy`, contents, packed })));
