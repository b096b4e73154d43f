import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RequestError } from '../../cache/errors';
import { type FilePoints, hashPoints, readPoints } from '../../data/csv';
import { sha256 } from '../../data/sha256';
import { temporaryFolder } from '../support/temporary';

async function read(content: string | Uint8Array, dimensions: 2 | 3 = 2): Promise<FilePoints> {
  const file = join(await temporaryFolder(), 'moons.csv');
  await writeFile(file, content);
  return readPoints(file, dimensions);
}

async function refusal(content: string | Uint8Array, dimensions: 2 | 3 = 2): Promise<string> {
  const error = await read(content, dimensions).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(RequestError);
  const { message, exitCode } = error as RequestError;
  expect(exitCode).toBe(2);
  expect(message).toMatch(/moons\.csv/);
  expect(message).not.toMatch(/\n/);
  return message.slice(message.indexOf('moons.csv'));
}

const square = '0,0,a\n4,0,a\n0,2,b\n4,2,b\n';
const squarePoints = [-2, -1, 2, -1, -2, 1, 2, 1];

describe('readPoints', () => {
  it('reads points of the plane and centres and scales them by one factor', async () => {
    const { points, labels, classNames, centre, scale, sha256: digest } = await read(square);
    expect([...points]).toEqual(squarePoints);
    expect([...labels]).toEqual([0, 0, 1, 1]);
    expect(classNames).toEqual(['a', 'b']);
    expect(centre).toEqual([2, 1]);
    expect(scale).toBe(1);
    expect(digest).toBe(sha256(Buffer.from(square)));
  });

  it('reads points of space', async () => {
    const { points, labels } = await read('x,y,z,label\n0,0,0,1\n1,1,8,1\n0,1,4,2\n1,0,4,2\n', 3);
    expect([...points.subarray(0, 6)]).toEqual([-0.25, -0.25, -2, 0.25, 0.25, 2]);
    expect([...labels]).toEqual([0, 0, 1, 1]);
  });

  const forms: Readonly<Record<string, string>> = {
    'a line of names': `x,y,label\n${square}`,
    'names in another language': `länge,breite,art\n${square}`,
    'a byte order mark': `\ufeff${square}`,
    'a byte order mark before names': `\ufeffx,y,label\n${square}`,
    'line ends of Windows': square.replaceAll('\n', '\r\n'),
    'line ends of old Macs': square.replaceAll('\n', '\r'),
    'no line end at the end': square.trimEnd(),
    'blank lines': `\n\n${square.replaceAll('\n', '\n\n  \n')}\n`,
    'empty rows of a spreadsheet': `${square},,\n,,\n`,
    'spaces around fields': square.replaceAll(',', ' , ').replaceAll('\n', '  \n  '),
    'quoted fields': square.replaceAll(/([^,\n]+)/g, '"$1"'),
    semicolons: square.replaceAll(',', ';'),
    'semicolons under names': `x;y;label\n${square.replaceAll(',', ';')}`,
    tabs: `x\ty\tlabel\n${square.replaceAll(',', '\t')}`,
    'signs and exponents': '0e5,-0,a\n+4.0,.0,a\n0.,2E0,b\n40e-1,2,b\n',
  };
  for (const [what, content] of Object.entries(forms))
    it(`takes ${what}`, async () => {
      const { points, labels, classNames } = await read(content);
      expect([...points]).toEqual(squarePoints);
      expect([...labels]).toEqual([0, 0, 1, 1]);
      expect(classNames).toEqual(['a', 'b']);
    });

  it('takes labels that hold the other delimiters', async () => {
    expect((await read('0,0,"a;b, c"\n4,0,"a;b, c"\n0,2,d;e\n4,2,d;e\n')).classNames).toEqual([
      'a;b, c',
      'd;e',
    ]);
  });

  it('sorts labels by value where all are numbers, and calls equal numbers one class', async () => {
    const { labels, classNames } = await read('0,0,10\n1,0,10\n0,1,9\n1,1,9.0\n2,2,-1\n3,3,-1\n');
    expect(classNames).toEqual(['-1', '9', '10']);
    expect([...labels]).toEqual([2, 2, 1, 1, 0, 0]);
  });

  it('sorts labels as text where one of them is none', async () => {
    const { classNames } = await read('0,0,10\n1,0,10\n0,1,9\n1,1,9\n2,2,b\n3,3,b\n4,4,B\n5,5,B\n');
    expect(classNames).toEqual(['10', '9', 'B', 'b']);
  });

  const refused: readonly (readonly [what: string, content: string | Uint8Array, message: RegExp])[] = [
    ['an empty file', '', /holds no points; expected lines of x,y,label/],
    ['names without points', 'x,y,label\n', /holds no points/],
    ['a field too few', `${square}1,2\n`, /line 5: 2 fields, expected 3: x,y,label/],
    ['a field too many', `x,y,label\n\n${square}1,2,3,a\n`, /line 7: 4 fields, expected 3: x,y,label/],
    ['lines of other things', 'hello\nworld\n', /line 1: 1 field, expected 3: x,y,label/],
    ['a word for a number', `${square}1,two,a\n`, /line 5: y is "two", expected a number like -1\.5/],
    ['a missing number', `${square},2,a\n`, /line 5: x is "", expected a number/],
    ['a missing number in the first line', `NaN,nan,a\n${square}`, /line 1: x is "NaN"/],
    ['a first line that is half names', `x,2,a\n${square}`, /line 1: x is "x"/],
    ['an endless number', `${square}1e999,2,a\n`, /line 5: x is "1e999", expected a number/],
    ['a number in hexadecimal', `${square}0x10,2,a\n`, /line 5: x is "0x10"/],
    [
      'a decimal comma',
      '0,5;1;a\n1;2;a\n1;3;b\n',
      /line 1: x is "0,5", .* \(with a decimal point, not a comma\)/,
    ],
    ['an empty label', `${square}1,2,\n`, /line 5: the label is empty/],
    ['a label of two lines', `${square}1,2,"a\nb"\n`, /line 6: the label "a\\nb" is not one line/],
    ['a tab in a label', `${square}1,2,"a\tb"\n`, /line 5: the label "a\\tb" is not one line/],
    ['a quotation mark that never closes', `${square}1,2,"a\n3,4,b\n`, /line \d: a quotation mark/],
    ['a quotation mark within a field', `${square}1,2,a"b"\n`, /line 5: a quotation mark/],
    ['one label only', '0,0,a\n1,1,a\n', /has one label only, "a"; expected 2 to 10/],
    ['a label with one point', `${square}7,7,c\n`, /line 5: "c" has one point only/],
    [
      'an eleventh label',
      Array.from({ length: 22 }, (_, i) => `${i},0,l${i >> 1}`).join('\n'),
      /line 21: "l10" is the 11th different label; 2 to 10 are taken/,
    ],
    ['points at one place', '3,4,a\n3,4,a\n3,4,b\n3,4,b\n', /lie at the same place/],
    ['a text that is not UTF-8', Buffer.from([0xff, 0xfe, 0x31, 0, 0x2c, 0]), /is not text in UTF-8/],
    ['zeros', new Uint8Array(100), /is not text in UTF-8/],
    [
      'a point too many',
      `x,y,label\n${Array.from({ length: 20_001 }, (_, i) => `${i},0,${i % 2}`).join('\n')}`,
      /line 20002: more than 20000 points/,
    ],
    ['more than 20 MB', Buffer.alloc(20_000_001, '1,2,a\n'), /has 20000001 bytes; at most 20000000/],
  ];
  for (const [what, content, message] of refused)
    it(`refuses ${what} in one line that says where`, async () => {
      expect(await refusal(content)).toMatch(message);
    });

  it('refuses points of space where points of the plane are expected, and the other way round', async () => {
    expect(await refusal('0,0,0,a\n')).toMatch(/line 1: 4 fields, expected 3: x,y,label/);
    expect(await refusal(square, 3)).toMatch(/line 1: 3 fields, expected 4: x,y,z,label/);
  });

  it('takes 20,000 points', async () => {
    const { labels } = await read(
      `x,y,label\n${Array.from({ length: 20_000 }, (_, i) => `${i},0,${i % 2}`).join('\n')}`,
    );
    expect(labels).toHaveLength(20_000);
  });

  it('says that a file does not exist, and that a folder is none', async () => {
    const folder = await temporaryFolder();
    await expect(readPoints(join(folder, 'a.csv'), 2)).rejects.toThrow(
      /a\.csv does not exist; expected a CSV file/,
    );
    await mkdir(join(folder, 'b.csv'));
    await expect(readPoints(join(folder, 'b.csv'), 2)).rejects.toThrow(/b\.csv is not a file/);
  });
});

/** Points whose labels every class has twice at least. */
const clouds = fc
  .record({
    dimensions: fc.constantFrom(2 as const, 3 as const),
    classNames: fc.uniqueArray(fc.stringMatching(/^[A-Za-zé][A-Za-z0-9é ,;"']{0,10}[a-z]$/), {
      minLength: 2,
      maxLength: 10,
    }),
    count: fc.integer({ min: 20, max: 60 }),
    scale: fc.double({ min: -150, max: 150, noNaN: true }).map((exponent) => 10 ** exponent),
    seed: fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 180, maxLength: 180 }),
  })
  .filter(({ seed }) => Math.abs((seed[0] ?? 0) - (seed[3] ?? 0)) > 1e-3)
  .map(({ dimensions, classNames, count, scale, seed }) => ({
    dimensions,
    rows: Array.from({ length: count }, (_, i) => ({
      place: seed.slice(3 * i, 3 * i + dimensions).map((x) => x * scale),
      label: classNames[i % classNames.length] ?? '',
    })),
  }));

const written = (
  rows: readonly { readonly place: readonly number[]; readonly label: string }[],
  delimiter: string,
): string =>
  rows
    .map(({ place, label }) => [...place.map(String), `"${label.replaceAll('"', '""')}"`].join(delimiter))
    .join('\n');

describe('readPoints, whatever the points', () => {
  it('keeps the shape: one factor for all, the farthest coordinate at 2', async () => {
    await fc.assert(
      fc.asyncProperty(clouds, async ({ dimensions, rows }) => {
        const { points, centre, scale } = await read(written(rows, ','), dimensions);
        expect(points).toHaveLength(rows.length * dimensions);
        expect(points.reduce((most, x) => Math.max(most, Math.abs(x)), 0)).toBeCloseTo(2, 6);
        rows.forEach(({ place }, i) =>
          place.forEach((x, axis) =>
            expect(points[i * dimensions + axis]).toBeCloseTo((x - (centre[axis] ?? NaN)) * scale, 5),
          ),
        );
        expect(Object.is(JSON.parse(JSON.stringify(scale)), scale)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('gives every point the class of its label', async () => {
    await fc.assert(
      fc.asyncProperty(clouds, async ({ dimensions, rows }) => {
        const { labels, classNames } = await read(written(rows, ','), dimensions);
        expect(Array.from(labels, (label) => classNames[label])).toEqual(rows.map(({ label }) => label));
        expect(classNames).toEqual([...classNames].sort((a, b) => (a < b ? -1 : 1)));
      }),
      { numRuns: 50 },
    );
  });

  it('is the same whichever the delimiter', async () => {
    await fc.assert(
      fc.asyncProperty(clouds, async ({ dimensions, rows }) => {
        const [comma, semicolon, tab] = [
          await read(written(rows, ','), dimensions),
          await read(written(rows, ';'), dimensions),
          await read(written(rows, '\t'), dimensions),
        ];
        expect({ ...semicolon, sha256: '' }).toEqual({ ...comma, sha256: '' });
        expect({ ...tab, sha256: '' }).toEqual({ ...comma, sha256: '' });
      }),
      { numRuns: 25 },
    );
  });

  it('never fails but with a RequestError', async () => {
    const garbage = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc
        .array(fc.constantFrom('1', '2.5', ',', ';', '\t', '\n', '\r', '"', 'a', ' ', '-', '\ufeff'), {
          maxLength: 60,
        })
        .map((parts) => parts.join('')),
    );
    await fc.assert(
      fc.asyncProperty(garbage, async (content) => {
        const result = await read(content).catch((error: unknown) => error);
        if (result instanceof Error) {
          expect(result).toBeInstanceOf(RequestError);
          expect(result.message).not.toMatch(/[\n\r]/);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('hashPoints', () => {
  it('is the SHA-256 of the bytes', async () => {
    const file = join(await temporaryFolder(), 'points.csv');
    await writeFile(file, 'abc');
    expect(await hashPoints(file)).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it('refuses a file that cannot be read', async () => {
    const file = join(await temporaryFolder(), 'nothing.csv');
    await expect(hashPoints(file)).rejects.toThrow(RequestError);
    await expect(hashPoints(file)).rejects.toThrow(/nothing\.csv does not exist/);
  });
});
