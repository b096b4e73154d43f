import { mkdir, readdir, readFile, readlink, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StoppedError, WorkError } from '../../cache/errors';
import { unpack, type UnpackLimits } from '../../training/gpu/unpack';
import { temporaryFolder } from '../support/temporary';
import { writeArchive, type Entry } from './gpu-archive';

const never = new AbortController().signal;

async function unpacked(entries: readonly Entry[], limits?: UnpackLimits): Promise<string> {
  const folder = await temporaryFolder();
  const archive = path.join(folder, 'given.tar.gz');
  await writeArchive(archive, entries);
  const into = path.join(folder, 'inside', 'deep');
  await unpack(archive, into, never, limits);
  return into;
}

const refused = async (entries: readonly Entry[], limits?: UnpackLimits): Promise<string> => {
  const error: unknown = await unpacked(entries, limits).then(
    () => undefined,
    (failure: unknown) => failure,
  );
  expect(error).toBeInstanceOf(WorkError);
  const { message } = error as WorkError;
  expect(message).toMatch(/^given\.tar\.gz is not unpacked: [^\n]+$/);
  return message;
};

describe('unpack', () => {
  it('unpacks files, folders and links inside', async () => {
    const into = await unpacked([
      { path: './', type: 'Directory' },
      { path: './lib/', type: 'Directory' },
      { path: './lib/a.so.2.9.1', content: 'abc' },
      { path: './lib/a.so', type: 'SymbolicLink', linkpath: 'a.so.2.9.1' },
      { path: './lib/b.so', type: 'Link', linkpath: 'lib/a.so.2.9.1' },
    ]);
    expect(await readFile(path.join(into, 'lib', 'a.so'), 'utf8')).toBe('abc');
    expect(await readlink(path.join(into, 'lib', 'a.so'))).toBe('a.so.2.9.1');
    expect(await readFile(path.join(into, 'lib', 'b.so'), 'utf8')).toBe('abc');
  });

  it('takes away what would let others write or run as somebody else', async () => {
    const into = await unpacked([{ path: 'x', content: 'x' }]);
    expect((await stat(path.join(into, 'x'))).mode & 0o7022).toBe(0);
  });

  it.each<[string, Entry, string]>([
    ['a path that climbs', { path: '../../evil', content: 'x' }, '"../../evil" lies outside'],
    ['a path that climbs in the middle', { path: 'a/../../evil', content: 'x' }, 'lies outside'],
    ['an absolute path', { path: '/tmp/untangle-evil', content: 'x' }, '"/tmp/untangle-evil" lies outside'],
    ['a path with a drive', { path: 'C:\\evil', content: 'x' }, 'lies outside'],
    ['a link that climbs', { path: 'l', type: 'SymbolicLink', linkpath: '../..' }, 'is a link to "../.."'],
    ['an absolute link', { path: 'l', type: 'SymbolicLink', linkpath: '/etc' }, 'is a link to "/etc"'],
    ['a hard link that climbs', { path: 'l', type: 'Link', linkpath: '../given.tar.gz' }, 'is a link to'],
    ['an absolute hard link', { path: 'l', type: 'Link', linkpath: '/etc/passwd' }, 'is a link to'],
    ['a device', { path: 'd', type: 'CharacterDevice' }, '"d" is a CharacterDevice'],
    ['a pipe', { path: 'f', type: 'FIFO' }, '"f" is a FIFO'],
  ])('refuses %s', async (_, entry, reason) => {
    expect(await refused([{ path: 'first', content: '1' }, entry])).toContain(reason);
  });

  it('refuses more bytes than allowed, by what the headers say, before they are written', async () => {
    const limits = { maxBytes: 1000, maxEntries: 10 };
    const half = { content: 'x'.repeat(600) };
    const message = await refused(
      [
        { path: 'a', ...half },
        { path: 'b', ...half },
      ],
      limits,
    );
    expect(message).toContain('more than 1000 bytes');
    expect(await refused([{ path: 'a', content: 'x', size: 2 ** 33 }], limits)).toContain('1000 bytes');
  });

  it('refuses more entries than allowed', async () => {
    const entries = Array.from({ length: 4 }, (_, index) => ({ path: `f${index}`, content: '' }));
    expect(await refused(entries, { maxBytes: 1000, maxEntries: 3 })).toContain('more than 3 entries');
  });

  it('refuses what is damaged, cut off, empty or no archive', async () => {
    const folder = await temporaryFolder();
    const archive = path.join(folder, 'given.tar.gz');
    const bytes = await writeArchive(archive, [{ path: 'a', content: 'a'.repeat(5000) }]);
    for (const wrong of [bytes.subarray(0, bytes.length - 20), Buffer.from('no archive'), Buffer.alloc(0)]) {
      await writeFile(archive, wrong);
      await expect(unpack(archive, path.join(folder, 'out'), never)).rejects.toThrow(/is not unpacked: /);
    }
    expect(await refused([])).toMatch(/Unrecognized archive format|nothing in it/);
  });

  it('writes nothing outside its folder, whatever the entries', async () => {
    const segment = fc.constantFrom('..', '.', 'a', 'b', '');
    const place = fc.array(segment, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
    const kind = fc.constantFrom('File', 'SymbolicLink', 'Link', 'Directory') as fc.Arbitrary<
      'File' | 'SymbolicLink' | 'Link' | 'Directory'
    >;
    const entry = fc.tuple(place, kind, place).map(([where, type, target]): Entry => ({
      path: where || 'a',
      type,
      ...(type === 'File' ? { content: 'new' } : {}),
      ...(type === 'SymbolicLink' || type === 'Link' ? { linkpath: target || 'a' } : {}),
    }));
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 6 }), async (entries) => {
        const folder = await temporaryFolder();
        const archive = path.join(folder, 'given.tar.gz');
        for (const name of ['a', 'b']) await writeFile(path.join(folder, name), 'old');
        await mkdir(path.join(folder, 'in'));
        await writeArchive(archive, entries);
        await unpack(archive, path.join(folder, 'in', 'to'), never).catch(() => undefined);
        expect((await readdir(folder)).sort()).toEqual(['a', 'b', 'given.tar.gz', 'in']);
        expect(await readdir(path.join(folder, 'in'))).toEqual(['to']);
        for (const name of ['a', 'b']) expect(await readFile(path.join(folder, name), 'utf8')).toBe('old');
      }),
      { numRuns: 60, seed: 3 },
    );
  });

  it('does not wait for ever for a link to a folder around it', async () => {
    const into = await unpacked([{ path: 'a/b', type: 'SymbolicLink', linkpath: 'a' }]);
    expect(await readlink(path.join(into, 'a', 'b'))).toBe('a');
    await refused([{ path: 'b/b', type: 'Link', linkpath: 'b/./' }]);
  });

  it('stops when it is asked to', async () => {
    const folder = await temporaryFolder();
    const archive = path.join(folder, 'given.tar.gz');
    await writeArchive(archive, [{ path: 'a', content: 'a' }]);
    const stop = AbortSignal.abort();
    await expect(unpack(archive, path.join(folder, 'out'), stop)).rejects.toThrow(StoppedError);
  });
});
