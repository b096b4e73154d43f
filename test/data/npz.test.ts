import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../cache/paths';
import { type AnyNpyHeader, ArrayError, readNpyHeader } from '../../data/npy-header';
import { type Numbers, readFloats, readNumbers, readWholeNumbers } from '../../data/npy-values';
import { zipContents, zipEntries, ZipError } from '../../data/zip';
import { headOf, npyOf, type Type, zipOf } from './npz-bytes';

/** Written by NumPy 2.4: `layer…` hold (100 epoch + 10 sample + unit) / 8 − 7, or that sum modulo 120 as integers. */
const fixture = (name: string): Buffer =>
  readFileSync(path.join(projectRoot, 'test', 'data', 'npz', `${name}.npz`));

async function arraysOf(
  bytes: Buffer,
): Promise<Record<string, { header: AnyNpyHeader } & Numbers<Float64Array>>> {
  const arrays = await Promise.all(
    zipEntries(bytes).map(async (entry) => {
      const contents = await zipContents(bytes, entry);
      const header = readNpyHeader(contents);
      return [entry.name.replace('.npy', ''), { header, ...readNumbers(contents, header) }] as const;
    }),
  );
  return Object.fromEntries(arrays);
}

const sums = (epochs: number, units: number): number[] =>
  Array.from({ length: epochs * 10 * units }, (_, i) => {
    const [unit, sample, epoch] = [i % units, Math.floor(i / units) % 10, Math.floor(i / units / 10)];
    return 100 * epoch + 10 * sample + unit;
  });
const eighths = (epochs: number, units = 4): number[] => sums(epochs, units).map((sum) => sum / 8 - 7);

describe('archives that numpy wrote', () => {
  it.each(['stored', 'deflated', 'streamed', 'versions'])('are read when %s', async (name) => {
    const { layer0, layer1, labels } = await arraysOf(fixture(name));
    expect([layer0?.shape, [...layer0!.data]]).toEqual([[10, 4], eighths(1)]);
    expect([layer1?.shape, [...layer1!.data]]).toEqual([[3, 10, 4], eighths(3)]);
    expect([labels?.shape, [...labels!.data]]).toEqual([[10], [0, 1, 2, 0, 1, 2, 0, 1, 2, 0]]);
  });

  it('give every type of float in either byte order', async () => {
    const { layer0, layer1, layer2, layer3, epochs } = await arraysOf(fixture('floats'));
    expect([layer0, layer1, layer2, layer3].map((array) => array?.header.type)).toEqual([
      'f2',
      'f4',
      'f8',
      'f2',
    ]);
    expect([...layer0!.data]).toEqual(eighths(1));
    for (const layer of [layer1, layer2, layer3]) expect([...layer!.data]).toEqual(eighths(3));
    expect([...epochs!.data]).toEqual([0, 0.5, 2]);
  });

  it('give every type of integer in either byte order, and booleans', async () => {
    const { labels, ...layers } = await arraysOf(fixture('integers'));
    expect([...labels!.data]).toEqual([0, 1, 2, 0, 1, 2, 0, 1, 2, 0]);
    const expected = (epochs: number): number[] => sums(epochs, 4).map((sum) => sum % 120);
    expect(Object.keys(layers)).toHaveLength(10);
    for (const { shape, data } of Object.values(layers))
      expect([...data]).toEqual(expected(shape.length === 3 ? 3 : 1));
    const booleans = await arraysOf(fixture('booleans'));
    expect([...booleans['layer1']!.data]).toEqual(eighths(3).map((value) => (value > 0 ? 1 : 0)));
  });

  it('give arrays in Fortran order as C order has them', async () => {
    const { layer0, layer1, layer2, labels } = await arraysOf(fixture('fortran'));
    expect(layer1?.header.columnsFirst).toBe(true);
    expect([...layer0!.data]).toEqual(eighths(1));
    for (const layer of [layer1, layer2]) expect([...layer!.data]).toEqual(eighths(3));
    expect([labels?.shape, [...labels!.data]]).toEqual([
      [10, 1],
      [0, 1, 2, 0, 1, 2, 0, 1, 2, 0],
    ]);
  });

  it('are refused when they hold Python objects, which are never loaded', async () => {
    await expect(arraysOf(fixture('objects'))).rejects.toThrow(ArrayError);
    await expect(arraysOf(fixture('objects'))).rejects.toThrow(
      /holds Python objects \(a pickle\), .*not loaded/,
    );
  });
});

const ranges: Readonly<Record<Exclude<Type, 'f4' | 'f8'>, readonly [number, number]>> = {
  i1: [-128, 127],
  i2: [-(2 ** 15), 2 ** 15 - 1],
  i4: [-(2 ** 31), 2 ** 31 - 1],
  i8: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  u1: [0, 255],
  u2: [0, 2 ** 16 - 1],
  u4: [0, 2 ** 32 - 1],
  u8: [0, Number.MAX_SAFE_INTEGER],
  b1: [0, 1],
};
const valuesOf = (type: Type): fc.Arbitrary<number> =>
  type === 'f4'
    ? fc.float({ noNaN: true })
    : type === 'f8'
      ? fc.double({ noNaN: true })
      : fc.integer({ min: ranges[type][0], max: ranges[type][1] });

const array = fc
  .record({
    type: fc.constantFrom<Type>('f4', 'f8', 'i1', 'i2', 'i4', 'i8', 'u1', 'u2', 'u4', 'u8', 'b1'),
    shape: fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 3 }),
    bigEndian: fc.boolean(),
    columnsFirst: fc.boolean(),
    version: fc.constantFrom(1 as const, 2 as const, 3 as const),
  })
  .chain((layout) => {
    const count = layout.shape.reduce((n, size) => n * size, 1);
    return fc.record({
      layout: fc.constant(layout),
      values: fc.array(valuesOf(layout.type), { minLength: count, maxLength: count }),
    });
  });

describe('any array in any archive', () => {
  it('is read as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(array, { maxLength: 4 }),
        fc.boolean(),
        fc.boolean(),
        async (arrays, packed, wide) => {
          const entries = arrays.map(({ layout, values }, i) => ({
            name: `a${i}.npy`,
            contents: npyOf(layout.shape, values, layout),
            packed,
          }));
          const read = await arraysOf(zipOf(entries, wide));
          expect(Object.keys(read)).toHaveLength(arrays.length);
          arrays.forEach(({ layout, values }, i) => {
            expect(read[`a${i}`]?.shape).toEqual(layout.shape);
            expect([...read[`a${i}`]!.data]).toEqual(values);
          });
        },
      ),
    );
  });

  it('is read, or refused in words of ours, whatever bytes of it are wrong', async () => {
    const whole = ['stored', 'deflated', 'fortran'].map(fixture);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...whole),
        fc.array(fc.tuple(fc.nat(2200), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        fc.option(fc.nat(2200)),
        async (bytes, changes, length) => {
          const broken = Buffer.from(bytes.subarray(0, length ?? bytes.length));
          for (const [at, value] of changes) if (at < broken.length) broken[at] = value;
          const error: unknown = await arraysOf(broken).then(
            () => undefined,
            (caught: unknown) => caught,
          );
          expect(error === undefined || error instanceof ZipError || error instanceof ArrayError).toBe(true);
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe('readNpyHeader', () => {
  const read = (header: string): AnyNpyHeader => readNpyHeader(headOf(header));

  it('takes keys in any order, any white space and both kinds of quotation marks', () => {
    expect(read(`{ "shape":( 3L ,4 ) , 'fortran_order' : False,\t"descr":'=f4' }`)).toMatchObject({
      shape: [3, 4],
      type: 'f4',
      columnsFirst: false,
    });
    expect(read("{'descr': '<i8', 'fortran_order': True, 'shape': ()}").shape).toEqual([]);
  });

  it.each([
    ["{'descr': '|O', 'fortran_order': False, 'shape': (3,)}", /Python objects \(a pickle\)/],
    ["{'descr': '<U5', 'fortran_order': False, 'shape': (3,)}", /holds text; float16 to float64/],
    ["{'descr': '|S5', 'fortran_order': False, 'shape': (3,)}", /holds text/],
    ["{'descr': '<c8', 'fortran_order': False, 'shape': (3,)}", /holds complex numbers/],
    ["{'descr': '<M8[ns]', 'fortran_order': False, 'shape': (3,)}", /holds dates/],
    ["{'descr': '<f16', 'fortran_order': False, 'shape': (3,)}", /values of type "<f16"/],
    [
      "{'descr': [('x', '<f4'), ('y', '<f4')], 'fortran_order': False, 'shape': (3,)}",
      /records of several fields/,
    ],
    ["{'descr': '<f4', 'fortran_order': False, 'shape': (-3,)}", /header that cannot be read/],
    ["{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,)}", /cannot be read/],
    ["{'descr': '<f4', 'fortran_order': False}", /cannot be read/],
    ["{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (3,)}", /cannot be read/],
    ["{'descr': '<f4', 'fortran_order': False, 'shape': (3,)} and more", /cannot be read/],
    ["{'descr': __import__('os').name, 'fortran_order': False, 'shape': (3,)}", /cannot be read/],
    ['['.repeat(5000), /cannot be read/],
  ])('refuses %s', (header, message) => {
    expect(() => read(header)).toThrow(ArrayError);
    expect(() => read(header)).toThrow(message);
  });

  it('refuses what is no array, an unknown version and a header without end', () => {
    expect(() => readNpyHeader(Buffer.from('not an array at all'))).toThrow(/is not an array of NumPy/);
    expect(() => readNpyHeader(headOf('{}', 4))).toThrow(/version 4/);
    expect(() => readNpyHeader(headOf(' '.repeat(20_000)))).toThrow(/header of 20008 bytes/);
    expect(() => readNpyHeader(headOf('{}'.padEnd(100)).subarray(0, 50))).toThrow(/cut off/);
  });
});

describe('values', () => {
  const readAs = <T>(read: (bytes: Buffer, header: AnyNpyHeader) => T, bytes: Buffer): T =>
    read(bytes, readNpyHeader(bytes));

  it('must be finite, and within float32, or the first that is not is named with its place', () => {
    const values = [0, 1, 2, 3, 4, 5, 6, 7];
    for (const [value, said] of [
      [NaN, 'has NaN at [1, 0, 1]'],
      [-Infinity, 'has -Infinity at [1, 0, 1]'],
      [1e300, 'has 1e+300, more than float32 holds, at [1, 0, 1]'],
    ] as const)
      for (const columnsFirst of [false, true])
        expect(() =>
          readAs(readFloats, npyOf([2, 2, 2], values.with(5, value), { type: 'f8', columnsFirst })),
        ).toThrow(said);
  });

  it('are rounded to float32 as a layer’s, and taken exactly or not at all as labels', () => {
    const big = npyOf([2], [2 ** 53 - 1, 1], { type: 'i8' });
    expect([...readAs(readFloats, big).data]).toEqual([2 ** 53, 1]);
    expect([...readAs(readWholeNumbers, big).data]).toEqual([2 ** 53 - 1, 1]);
    expect(() => readAs(readWholeNumbers, npyOf([2], [1, 2 ** 60], { type: 'u8' }))).toThrow(
      /at \[1\]; .* 53 bits/,
    );
    expect(() => readAs(readWholeNumbers, npyOf([2], [1, 0.5], { type: 'f8' }))).toThrow(/has 0.5 at \[1\]/);
  });
});

describe('archives that should not be', () => {
  const contents = npyOf([4], [1, 2, 3, 4]);
  const all = async (bytes: Buffer): Promise<Buffer[]> =>
    Promise.all(zipEntries(bytes).map((entry) => zipContents(bytes, entry)));
  const entry = { name: 'a.npy', contents, packed: true };

  it.each([
    ['nothing', Buffer.alloc(0), /is not an \.npz file/],
    ['text', Buffer.from('layer0,layer1\n'.repeat(9)), /is not an \.npz file/],
    ['a bare array', contents, /is not an \.npz file, .*np\.savez_compressed/],
    ['one that is cut off', zipOf([entry]).subarray(0, -40), /is cut off/],
    ['a wrong checksum', zipOf([{ ...entry, lies: { crc: 7 } }]), /a\.npy does not match its checksum/],
    ['a password', zipOf([{ ...entry, lies: { flags: 1 } }]), /encrypted entry, a\.npy/],
    ['another way of packing', zipOf([{ ...entry, lies: { method: 14 } }]), /packed by method 14/],
    ['more than it says', zipOf([{ ...entry, lies: { size: 5 } }]), /holds more than the 5 bytes/],
    ['less than it says', zipOf([{ ...entry, lies: { size: 1000 } }]), /has \d+ bytes, not 1000/],
    [
      'a size that no packing has',
      zipOf([{ ...entry, lies: { size: 2 ** 31 } }]),
      /cannot have 2147483648 bytes/,
    ],
    [
      'a stored size that lies',
      zipOf([{ ...entry, packed: false, lies: { size: 9 } }]),
      /cannot have 9 bytes/,
    ],
    ['a place beyond the end', zipOf([{ ...entry, lies: { offset: 2 ** 31 } }]), /is cut off or damaged/],
    [
      'contents beyond the end',
      zipOf([{ ...entry, lies: { packedSize: 2 ** 31 } }]),
      /lie on top of each other/,
    ],
    ['a folder', zipOf([{ ...entry, name: '../a.npy' }]), /named "\.\.\/a\.npy"; names may hold no folders/],
    ['the same name twice', zipOf([entry, entry]), /two entries named a\.npy/],
    ['broken deflate', zipOf([{ ...entry, packed: false, lies: { method: 8 } }]), /is damaged: a\.npy/],
  ])('are refused: %s', async (_, bytes, message) => {
    await expect(all(bytes)).rejects.toThrow(ZipError);
    await expect(all(bytes)).rejects.toThrow(message);
  });

  it('unpack a beginning without the rest', async () => {
    const bytes = zipOf([{ name: 'zeros.npy', contents: Buffer.alloc(50_000_000), packed: true }]);
    const [zeros] = zipEntries(bytes);
    expect(bytes.length).toBeLessThan(60_000);
    expect(await zipContents(bytes, zeros!, 100)).toEqual(Buffer.alloc(100));
  });
});
