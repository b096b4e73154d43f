import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeNpy, encodeNpy, NpyError, sizeOf } from '../../cache/npy';

const shapes = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 4 });

describe('encodeNpy and decodeNpy', () => {
  it('give back shape, type and every bit of the data', () => {
    fc.assert(
      fc.property(
        shapes,
        fc.constantFrom('f4', 'u1', 'i4'),
        fc.infiniteStream(fc.float()),
        (shape, type, values) => {
          const numbers = [...values.take(sizeOf(shape))];
          const data =
            type === 'f4'
              ? Float32Array.from(numbers)
              : type === 'u1'
                ? Uint8Array.from(numbers)
                : Int32Array.from(numbers);
          const read = decodeNpy(encodeNpy({ shape, data }));
          expect(read.shape).toEqual(shape);
          expect(read.data).toStrictEqual(data);
        },
      ),
    );
  });

  it('write the header numpy writes, with the data aligned to 64 bytes', () => {
    const bytes = encodeNpy({ shape: [2, 3], data: new Float32Array(6) });
    const text = String.fromCharCode(...bytes);
    expect(text.slice(1, 6)).toBe('NUMPY');
    expect(text).toContain("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }");
    expect((bytes.length - 24) % 64).toBe(0);
    expect(encodeNpy({ shape: [4], data: new Uint8Array(4) })).toSatisfy((b: Uint8Array) =>
      String.fromCharCode(...b).includes("'shape': (4,), }"),
    );
  });

  it('write the same float as little-endian bytes', () => {
    const bytes = encodeNpy({ shape: [1], data: Float32Array.of(1) });
    expect([...bytes.slice(-4)]).toEqual([0, 0, 0x80, 0x3f]);
  });

  it('read from a view that is not aligned to the element size', () => {
    const bytes = encodeNpy({ shape: [2], data: Float32Array.of(1.5, -2) });
    const shifted = new Uint8Array(bytes.length + 1);
    shifted.set(bytes, 1);
    expect([...decodeNpy(shifted.subarray(1)).data]).toEqual([1.5, -2]);
  });

  it('read the same from a Buffer, as Node reads files, and leave the Buffer alone', () => {
    const bytes = Buffer.from(encodeNpy({ shape: [3], data: Float32Array.of(1.5, -2, 3) }));
    const copy = Buffer.from(bytes);
    const { data } = decodeNpy(bytes);
    expect([...data]).toEqual([1.5, -2, 3]);
    data[0] = 9;
    expect(bytes.equals(copy)).toBe(true);
  });

  it('refuse a shape that does not hold the data', () => {
    expect(() => encodeNpy({ shape: [2], data: new Float32Array(3) })).toThrow(NpyError);
  });

  it('refuse what is cut off, in Fortran order, of another type, or not .npy at all', () => {
    const whole = encodeNpy({ shape: [3], data: new Float32Array(3) });
    expect(() => decodeNpy(whole.slice(0, -1))).toThrow(NpyError);
    expect(() => decodeNpy(new TextEncoder().encode('PK\u0003\u0004 and more bytes'))).toThrow(NpyError);
    const swap = (from: string, to: string): Uint8Array =>
      Uint8Array.from([...String.fromCharCode(...whole).replace(from, to)].map((c) => c.charCodeAt(0)));
    expect(() => decodeNpy(swap('False', 'True '))).toThrow(NpyError);
    expect(() => decodeNpy(swap('<f4', '<f8'))).toThrow(NpyError);
  });
});
