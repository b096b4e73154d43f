import { describe, expect, it } from 'vitest';
import { readNpyHeader } from '../../data/npy-header';
import { readNumbers } from '../../data/npy-values';
import { zipContents, zipEntries } from '../../data/zip';
import { npyOf, zipOf } from './npz-bytes';

async function valuesIn(bytes: Buffer): Promise<number[][]> {
  return Promise.all(
    zipEntries(bytes).map(async (entry) => {
      const contents = await zipContents(bytes, entry);
      return [...readNumbers(contents, readNpyHeader(contents)).data];
    }),
  );
}

describe('the end of an archive', () => {
  const contents = npyOf([4], [1, 2, 3, 4]);
  const ended = (bytes: Buffer, comment: string, said = comment.length): Buffer => {
    const whole = Buffer.from(bytes);
    whole.writeUInt16LE(said, whole.length - 2);
    return Buffer.concat([whole, Buffer.from(comment, 'latin1')]);
  };

  it('is the record whose comment ends with the file, whatever else looks like one', async () => {
    const bytes = zipOf([{ name: 'a.npy', contents }]);
    const trap = `PK\x05\x06${'\0'.repeat(18)}`;
    expect(await valuesIn(ended(bytes, `${trap}and more`))).toEqual([[1, 2, 3, 4]]);
    expect(() => zipEntries(ended(bytes, 'short', 9))).toThrow(/is cut off, or goes on after its end/);
  });

  it.each([false, true])('tells where one lies that something was put before (ZIP64: %s)', async (wide) => {
    for (const packed of [false, true]) {
      const bytes = zipOf(
        [
          { name: 'a.npy', contents, packed },
          { name: 'b.npy', contents, packed },
        ],
        wide,
      );
      expect(await valuesIn(Buffer.concat([Buffer.from('#!/bin/sh\nexit\n'), bytes]))).toEqual([
        [1, 2, 3, 4],
        [1, 2, 3, 4],
      ]);
    }
  });
});
