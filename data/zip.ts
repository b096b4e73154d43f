import { createInflateRaw, crc32 } from 'node:zlib';

/**
 * Reads zip archives as `numpy.savez` writes them: stored or deflated, ZIP64 or not, sizes in data descriptors or not. The
 * central directory is the truth. Format: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */

/** Thrown when bytes are not an archive that can be read; says what is wrong in words that go on from “x.npz ”. */
export class ZipError extends Error {
  override readonly name = 'ZipError';
}

export interface ZipEntry {
  readonly name: string;
  /** Bytes of its contents, as the directory says. */
  readonly size: number;
  readonly packed: number;
  readonly method: number;
  readonly encrypted: boolean;
  readonly crc: number;
  /** Where its local header begins. */
  readonly offset: number;
}

const SIGNATURE = {
  local: 0x04034b50,
  central: 0x02014b50,
  end: 0x06054b50,
  end64: 0x06064b50,
  locator64: 0x07064b50,
} as const;
const [STORED, DEFLATED] = [0, 8];
const END_BYTES = 22;
const END64_BYTES = 56;
const MOST_ENTRIES = 10_000;
/** Deflate packs 258 bytes into two bits at best; what is said to be denser was not packed by it. */
const DENSEST = 1032;

/**
 * The archive's entries in the order of its directory.
 * @throws ZipError when it is no zip archive, is damaged, or names an entry twice or in a folder
 */
export function zipEntries(bytes: Buffer): ZipEntry[] {
  const entries = within(() => directoryOf(bytes));
  const names = new Set<string>();
  for (const { name } of entries) {
    if (/[/\\\0]/.test(name) || name === '' || name === '..')
      throw new ZipError(`has an entry named ${JSON.stringify(name)}; names may hold no folders`);
    if (names.has(name)) throw new ZipError(`has two entries named ${name}`);
    names.add(name);
  }
  if (entries.reduce((sum, { packed }) => sum + packed, 0) > bytes.length)
    throw new ZipError('is damaged: its entries lie on top of each other');
  return entries;
}

/**
 * The contents of an entry, or its beginning.
 * @param most bytes that are wanted; only the whole is checked against its checksum
 * @throws ZipError when they are damaged, encrypted, packed in another way than by deflate, or not as many as said
 */
export async function zipContents(bytes: Buffer, entry: ZipEntry, most = entry.size): Promise<Buffer> {
  const { name, size, packed, method, encrypted, crc } = entry;
  if (encrypted) throw new ZipError(`has an encrypted entry, ${name}; save it without a password`);
  if (method !== STORED && method !== DEFLATED)
    throw new ZipError(
      `has ${name} packed by method ${method}; np.savez stores, np.savez_compressed deflates`,
    );
  if (method === STORED ? packed !== size : size > DENSEST * packed + DENSEST)
    throw new ZipError(`is damaged: ${name} cannot have ${size} bytes`);
  const source = within(() => packedBytes(bytes, entry));
  const contents =
    method === STORED ? source.subarray(0, most) : await inflated(source, name, size, Math.min(most, size));
  if (most >= size && crc32(contents) !== crc)
    throw new ZipError(`is damaged: ${name} does not match its checksum`);
  return contents;
}

/** Inflates into memory of the very size that is wanted, so that no bomb can make it grow. */
async function inflated(source: Buffer, name: string, size: number, most: number): Promise<Buffer> {
  const contents = Buffer.alloc(most);
  let filled = 0;
  const inflater = createInflateRaw({ chunkSize: 1 << 18 });
  inflater.end(source);
  try {
    for await (const chunk of inflater as AsyncIterable<Buffer>) {
      if (most === size && filled + chunk.length > size)
        throw new ZipError(`is damaged: ${name} holds more than the ${size} bytes that it says`);
      filled += chunk.copy(contents, filled);
      if (filled === most && most < size) break;
    }
  } catch (error) {
    if (error instanceof ZipError) throw error;
    throw new ZipError(`is damaged: ${name} cannot be unpacked`);
  } finally {
    inflater.destroy();
  }
  if (filled < most) throw new ZipError(`is damaged: ${name} has ${filled} bytes, not ${size}`);
  return contents;
}

function packedBytes(bytes: Buffer, { name, offset, packed }: ZipEntry): Buffer {
  if (bytes.readUInt32LE(offset) !== SIGNATURE.local)
    throw new ZipError(`is damaged: ${name} is not where the directory says`);
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  if (start + packed > bytes.length) throw new ZipError(`is cut off: ${name} ends beyond its end`);
  return bytes.subarray(start, start + packed);
}

/** Reading beyond the end is what a damaged archive makes one do. */
function within<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) throw new ZipError('is cut off or damaged');
    throw error;
  }
}

function directoryOf(bytes: Buffer): ZipEntry[] {
  const { count, start, size: length, at: end } = endOf(bytes);
  if (count > MOST_ENTRIES) throw new ZipError(`has ${count} entries; at most ${MOST_ENTRIES} are taken`);
  const entries: ZipEntry[] = [];
  // The directory ends where its end record begins. Where it lies later than it says, something was put before the archive.
  const prefix = isCentral(bytes, start) ? 0 : Math.max(0, end - length - start);
  let at = start + prefix;
  for (let i = 0; i < count; i++) {
    if (bytes.readUInt32LE(at) !== SIGNATURE.central)
      throw new ZipError('is damaged: its directory breaks off');
    const [name, extra, comment] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field));
    const named = at + 46;
    const wide = wideFields(bytes, named + name!, extra!);
    const field = (place: number): number => {
      const value = bytes.readUInt32LE(at + place);
      return value === 0xffffffff ? wide() : value;
    };
    const flags = bytes.readUInt16LE(at + 8);
    // In the order in which a ZIP64 field holds them.
    const [size, packed, offset] = [field(24), field(20), field(42)];
    entries.push({
      name: bytes.toString(flags & 0x800 ? 'utf8' : 'latin1', named, named + name!),
      size: size!,
      packed: packed!,
      offset: offset! + prefix,
      method: bytes.readUInt16LE(at + 10),
      encrypted: (flags & 1) === 1,
      crc: bytes.readUInt32LE(at + 16),
    });
    at = named + name! + extra! + comment!;
  }
  return entries;
}

/** Hands out the 64-bit values of an entry's ZIP64 field one after the other. */
function wideFields(bytes: Buffer, start: number, length: number): () => number {
  let at = start;
  while (at < start + length && bytes.readUInt16LE(at) !== 1) at += 4 + bytes.readUInt16LE(at + 2);
  let next = at + 4;
  return () => {
    if (at >= start + length) throw new ZipError('is damaged: a ZIP64 field is missing');
    next += 8;
    return wholeNumber(bytes, next - 8);
  };
}

/** Beyond the end there is none. */
const isCentral = (bytes: Buffer, at: number): boolean =>
  at + 4 <= bytes.length && bytes.readUInt32LE(at) === SIGNATURE.central;

interface End {
  readonly count: number;
  /** Where the directory begins, counted from where the archive does. */
  readonly start: number;
  /** Bytes of the directory. */
  readonly size: number;
  /** Where the end record lies in these bytes. */
  readonly at: number;
}

function endOf(bytes: Buffer): End {
  const first = Math.max(0, bytes.length - END_BYTES - 0xffff);
  let at = bytes.length - END_BYTES;
  while (at >= first && !isEnd(bytes, at)) at--;
  if (at < first)
    throw new ZipError(
      bytes.length > 4 && bytes.readUInt32LE(0) === SIGNATURE.local
        ? 'is cut off, or goes on after its end: the record that ends the archive is missing'
        : 'is not an .npz file, which is a zip archive of arrays; write one with np.savez_compressed',
    );
  const locator = at - 20;
  if (locator >= 0 && bytes.readUInt32LE(locator) === SIGNATURE.locator64) {
    // With something before the archive, it is not where the locator says, but right before the locator.
    const end = [wholeNumber(bytes, locator + 8), locator - END64_BYTES].find(
      (place) => place >= 0 && place + 4 <= bytes.length && bytes.readUInt32LE(place) === SIGNATURE.end64,
    );
    if (end === undefined) throw new ZipError('is damaged: its ZIP64 directory is not where it says');
    const [count, size, start] = [32, 40, 48].map((field) => wholeNumber(bytes, end + field));
    return { count: count!, size: size!, start: start!, at: end };
  }
  return {
    count: bytes.readUInt16LE(at + 10),
    size: bytes.readUInt32LE(at + 12),
    start: bytes.readUInt32LE(at + 16),
    at,
  };
}

/** Its comment ends with the file: a signature within a comment or an array is none. */
const isEnd = (bytes: Buffer, at: number): boolean =>
  bytes.readUInt32LE(at) === SIGNATURE.end && at + END_BYTES + bytes.readUInt16LE(at + 20) === bytes.length;

/** Bigger ones than a number holds exactly lie beyond the end of any file. */
const wholeNumber = (bytes: Buffer, at: number): number => Number(bytes.readBigUInt64LE(at));
