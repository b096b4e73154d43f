import { readFile, stat } from 'node:fs/promises';
import { CsvError, type Info, parse } from 'csv-parse/sync';
import { isMissing, RequestError } from '../cache/errors';
import { isDecimal } from './decimal';
import { classesOf } from './labels';
import { fitToPlane, type Placed } from './place';
import { sha256 } from './sha256';

const MAX_BYTES = 20_000_000;
const MAX_POINTS = 20_000;

export interface FilePoints extends Placed {
  /** 0 … classes − 1, one a point. */
  readonly labels: Uint8Array;
  /** What the labels stand for in the file, by class. */
  readonly classNames: string[];
  /** Of the very bytes that were read, in hex. */
  readonly sha256: string;
}

interface Row {
  readonly line: number;
  readonly fields: readonly string[];
}

/**
 * A user's labelled points: a file of `x,y,label` or `x,y,z,label` lines in UTF-8, with or without a line of names, separated by
 * commas, semicolons or tabs, with a decimal point. Labels are any text; 2 to 10 different ones, at least two points each,
 * at most 20,000 points and 20 MB. The points are moved and scaled to reach from −2 to 2 along their longest axis.
 *
 * @throws RequestError naming file, line and what is expected, in one line.
 */
export async function readPoints(file: string, dimensions: 2 | 3): Promise<FilePoints> {
  const bytes = await readUpToLimit(file);
  const form = dimensions === 2 ? 'x,y,label' : 'x,y,z,label';
  const rows = rowsOf(bytes, file, dimensions);
  const body = rows[0] && isHeader(rows[0], dimensions) ? rows.slice(1) : rows;
  if (body.length === 0) throw new RequestError(`${file} holds no points; expected lines of ${form}`);

  const coordinates = new Float64Array(body.length * dimensions);
  const labels = body.map(({ line, fields }, i) => {
    const fail = (what: string): never => {
      throw new RequestError(`${file}, line ${line}: ${what}`);
    };
    if (i >= MAX_POINTS) fail(`more than ${MAX_POINTS} points; at most ${MAX_POINTS} are taken`);
    if (fields.length !== dimensions + 1)
      fail(
        `${fields.length} ${fields.length === 1 ? 'field' : 'fields'}, expected ${dimensions + 1}: ${form}, separated by commas, ` +
          `semicolons or tabs${fields.length === 4 ? ' (x,y,z,label is taken with dimensions: 3)' : ''}`,
      );
    for (let axis = 0; axis < dimensions; axis++) {
      const text = fields[axis]!;
      if (!isDecimal(text))
        fail(`${'xyz'[axis]} is ${quoted(text)}, expected a number like -1.5${commaHint(text)}`);
      coordinates[i * dimensions + axis] = Number(text);
    }
    const label = fields[dimensions]!;
    if (label === '') fail(`the label is empty, expected ${form}`);
    if (label.length > 60 || /\p{Cc}/u.test(label))
      fail(`the label ${quoted(label)} is not one line of at most 60 characters`);
    return { line, text: label.normalize('NFC') };
  });
  return { ...fitToPlane(coordinates, dimensions, file), ...classesOf(labels, file), sha256: sha256(bytes) };
}

/**
 * SHA-256 of the file's bytes, in hex.
 * @throws RequestError when it cannot be read or is larger than `readPoints` takes.
 */
export async function hashPoints(file: string): Promise<string> {
  return sha256(await readUpToLimit(file));
}

async function readUpToLimit(file: string): Promise<Buffer> {
  try {
    const info = await stat(file);
    if (!info.isFile())
      throw new RequestError(`${file} is not a file; expected a CSV file of labelled points`);
    if (info.size > MAX_BYTES)
      throw new RequestError(`${file} has ${info.size} bytes; at most ${MAX_BYTES} (20 MB) are taken`);
    return await readFile(file);
  } catch (error) {
    if (error instanceof RequestError) throw error;
    const why = isMissing(error)
      ? 'does not exist'
      : `cannot be read (${(error as NodeJS.ErrnoException).code})`;
    throw new RequestError(`${file} ${why}; expected a CSV file of labelled points`);
  }
}

const delimiters = [',', ';', '\t'] as const;

/** The file's lines, cut into fields; blank ones are left out. */
function rowsOf(bytes: Buffer, file: string, dimensions: number): Row[] {
  const text = decode(bytes, file);
  const cut = (delimiter: string, to: number): Row[] => {
    const records = parse(text, {
      bom: true,
      delimiter,
      info: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      to,
      trim: true,
    }) as unknown as { record: string[]; info: Info }[];
    return records.map(({ record, info }) => ({ line: info.lines, fields: record }));
  };
  // At most one delimiter can make points of the first lines: a number holds neither commas nor semicolons nor tabs.
  const beginnings = delimiters.map((delimiter) => ({ delimiter, rows: tolerant(() => cut(delimiter, 2)) }));
  const found =
    beginnings.find(({ rows }) => rows.some((row) => isPoint(row, dimensions))) ??
    beginnings.reduce((a, b) => ((b.rows[0]?.fields.length ?? 0) > (a.rows[0]?.fields.length ?? 0) ? b : a));
  try {
    // The names and a point too many: enough to refuse a longer file without reading all of it.
    return cut(found.delimiter, MAX_POINTS + 2);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines } = error as CsvError & { lines?: number };
    throw new RequestError(
      `${file}${lines === undefined ? '' : `, line ${lines}`}: a quotation mark opens or closes in the wrong place; ` +
        'expected a field to be quoted as a whole, like "a, b"',
    );
  }
}

function tolerant(rows: () => Row[]): Row[] {
  try {
    return rows();
  } catch (error) {
    if (error instanceof CsvError) return [];
    throw error;
  }
}

function decode(bytes: Buffer, file: string): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch {
    // Said below, as is a file of zeros.
  }
  throw new RequestError(`${file} is not text in UTF-8; save it as "CSV UTF-8"`);
}

const isPoint = ({ fields }: Row, dimensions: number): boolean =>
  fields.length === dimensions + 1 && fields.slice(0, dimensions).every(isDecimal);

/** A first row whose coordinates are names. A missing value or a mistyped number is none. */
const isHeader = ({ fields }: Row, dimensions: number): boolean =>
  fields.length === dimensions + 1 &&
  fields
    .slice(0, dimensions)
    .every((text) => /^[^\d.,;+-]/.test(text) && !/^(nan|na|null|none|inf|infinity)$/i.test(text));

const commaHint = (text: string): string =>
  /^[+-]?\d*(,\d+|;.*)$/.test(text) ? ' (with a decimal point, not a comma)' : '';

const quoted = (text: string): string => JSON.stringify(text.length > 40 ? `${text.slice(0, 39)}…` : text);
