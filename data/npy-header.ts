/**
 * Headers of NumPy's `.npy` format, versions 1.0 to 3.0, whoever wrote them: a Python literal that is read, never evaluated.
 * Format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 * (`cache/npy.ts` reads and writes the one form in which our own arrays are kept.)
 */

/** Thrown when an array cannot be taken; says why in words that go on from the array's name. */
export class ArrayError extends Error {
  override readonly name = 'ArrayError';
}

/** Types of numbers that are taken, by NumPy's names. */
const numberTypes = ['f2', 'f4', 'f8', 'i1', 'i2', 'i4', 'i8', 'u1', 'u2', 'u4', 'u8', 'b1'] as const;
export type NumberType = (typeof numberTypes)[number];

export interface AnyNpyHeader {
  readonly type: NumberType;
  readonly bigEndian: boolean;
  /** Fortran order: the first index runs fastest. */
  readonly columnsFirst: boolean;
  readonly shape: readonly number[];
  /** Bytes before the values. */
  readonly start: number;
}

/** NumPy's own limit for headers that it does not trust. */
const LONGEST = 10_000;
/** As many bytes hold any header that is taken. */
export const HEADER_BYTES = 12 + LONGEST;

/**
 * Reads the header at the beginning of an `.npy` file.
 * @param bytes the file, or its first `HEADER_BYTES`
 * @throws ArrayError when there is none, or it tells of values that are no numbers
 */
export function readNpyHeader(bytes: Buffer): AnyNpyHeader {
  if (bytes.length < 12 || bytes.toString('latin1', 0, 6) !== '\x93NUMPY')
    throw new ArrayError('is not an array of NumPy');
  const version = bytes[6]!;
  if (version < 1 || version > 3)
    throw new ArrayError(`is in version ${version} of the .npy format; 1 to 3 are known`);
  const preamble = version === 1 ? 10 : 12;
  const length = version === 1 ? bytes.readUInt16LE(8) : bytes.readUInt32LE(8);
  if (length > LONGEST) throw new ArrayError(`has a header of ${length} bytes; ${LONGEST} are the most`);
  const start = preamble + length;
  if (start > bytes.length) throw new ArrayError('is cut off in its header');
  const header = parseLiteral(bytes.toString(version === 3 ? 'utf8' : 'latin1', preamble, start));
  if (!(header instanceof Map)) throw unreadable();
  const [descr, order, shape] = ['descr', 'fortran_order', 'shape'].map((key) => header.get(key));
  if (typeof order !== 'boolean' || !Array.isArray(shape)) throw unreadable();
  if (
    !shape.every(
      (size): size is number => typeof size === 'number' && Number.isSafeInteger(size) && size >= 0,
    )
  )
    throw unreadable();
  return { ...typeOf(descr), columnsFirst: order, shape, start };
}

export const bytesOf = (type: NumberType): number => Number(type.slice(1));

function typeOf(descr: Literal | undefined): Pick<AnyNpyHeader, 'type' | 'bigEndian'> {
  if (Array.isArray(descr)) throw notNumbers('records of several fields');
  const match = typeof descr === 'string' ? /^([<>=|]?)([a-zA-Z?])(\d*)/.exec(descr) : null;
  if (!match) throw unreadable();
  const [whole, order, kind = '', size = ''] = match;
  const type = numberTypes.find((each) => each === kind + size && whole === descr);
  if (type) return { type, bigEndian: order === '>' };
  if (kind === 'O')
    throw new ArrayError(
      'holds Python objects (a pickle), which are not loaded, for they could run anything; save numbers: np.asarray(…, dtype=np.float32)',
    );
  throw notNumbers(kinds[kind] ?? `values of type ${JSON.stringify(descr)}`);
}

const kinds: Readonly<Record<string, string>> = {
  U: 'text',
  S: 'text',
  a: 'text',
  V: 'raw bytes or records',
  c: 'complex numbers',
  M: 'dates',
  m: 'spans of time',
};

const notNumbers = (what: string): ArrayError =>
  new ArrayError(`holds ${what}; float16 to float64, int8 to int64, uint8 to uint64 and bool are taken`);

const unreadable = (): ArrayError => new ArrayError('has a header that cannot be read');

type Literal = string | number | boolean | null | Literal[] | Map<string, Literal>;

const DEEPEST = 8;

/** A Python literal of strings, whole numbers, True, False, None, tuples, lists and dictionaries; tuples become lists. */
function parseLiteral(text: string): Literal {
  const token = /\s*(?:'([^'\\\n]*)'|"([^"\\\n]*)"|(-?\d{1,20})L?|(True|False|None)\b|([()[\]{},:]))/y;
  let ahead: string | undefined;
  let value: Literal = null;
  let end = 0;
  const next = (): void => {
    end = token.lastIndex;
    const match = token.exec(text);
    if (!match) {
      ahead = undefined;
      return;
    }
    const [, single, double, digits, word, sign] = match;
    ahead = sign ?? 'value';
    if (digits !== undefined) value = Number(digits);
    else if (word !== undefined) value = word === 'None' ? null : word === 'True';
    else value = single ?? double ?? null;
  };
  const expect = (sign: string): void => {
    if (ahead !== sign) throw unreadable();
    next();
  };
  /** Members up to the closing sign, with commas between and perhaps one after the last. */
  const members = (close: string, member: () => void): void => {
    next();
    while (ahead !== close) {
      member();
      if (ahead !== close) expect(',');
    }
    next();
  };
  const literal = (depth: number): Literal => {
    if (depth > DEEPEST) throw unreadable();
    if (ahead === 'value') {
      const found = value;
      next();
      return found;
    }
    if (ahead === '(' || ahead === '[') {
      const list: Literal[] = [];
      members(ahead === '(' ? ')' : ']', () => list.push(literal(depth + 1)));
      return list;
    }
    if (ahead !== '{') throw unreadable();
    const map = new Map<string, Literal>();
    members('}', () => {
      const key = literal(depth + 1);
      expect(':');
      if (typeof key !== 'string' || map.has(key)) throw unreadable();
      map.set(key, literal(depth + 1));
    });
    return map;
  };
  next();
  const whole = literal(0);
  // What follows the literal in a header is white space.
  if (text.slice(end).trim() !== '') throw unreadable();
  return whole;
}
