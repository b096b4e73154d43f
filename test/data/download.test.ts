import { createHash } from 'node:crypto';
import { access, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StoppedError, WorkError } from '../../cache/errors';
import { download, DownloadError, type DownloadOptions } from '../../data/download';

const content = Buffer.from(Array.from({ length: 100_000 }, (_, i) => (i * 7919) % 251));
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const wrong = Buffer.from(content).fill(1, 0, 10);
const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

interface Request {
  readonly url: string;
  readonly range: string | undefined;
  readonly ifRange: string | undefined;
}

describe('download', () => {
  let folder: string;
  let file: string;
  let server: Server;
  let base: string;
  let requests: Request[];
  let arrived: (done: number) => void;
  let answer: (request: IncomingMessage, response: ServerResponse) => void;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'untangle-download-'));
    file = join(folder, 'deep', 'file.bin');
    requests = [];
    arrived = () => undefined;
    answer = ranged(content);
    server = createServer((request, response) => {
      const { range, 'if-range': ifRange } = request.headers;
      requests.push({ url: request.url ?? '', range, ifRange: ifRange?.toString() });
      answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await rm(folder, { recursive: true, force: true });
  });

  const options = (changed: Partial<DownloadOptions> = {}): DownloadOptions => ({
    check: async (path) =>
      sha256(await readFile(path)) === sha256(content) ? null : 'its checksum is another',
    signal: new AbortController().signal,
    progress: (done) => arrived(done),
    maxBytes: 200_000,
    ...changed,
  });

  /** Serves ranges, and `etag` where there is one. */
  const ranged =
    (bytes: Buffer, etag?: string) =>
    ({ headers: { range, 'if-range': ifRange } }: IncomingMessage, response: ServerResponse): void => {
      if (etag !== undefined) response.setHeader('etag', etag);
      const start = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
      if (range === undefined || (ifRange !== undefined && ifRange !== etag)) {
        response.setHeader('content-length', bytes.length);
        response.end(bytes);
      } else if (start >= bytes.length) {
        response.writeHead(416, { 'content-range': `bytes */${bytes.length}` }).end();
      } else {
        response.writeHead(206, {
          'content-range': `bytes ${start}-${bytes.length - 1}/${bytes.length}`,
          'content-length': bytes.length - start,
        });
        response.end(bytes.subarray(start));
      }
    };
  /** Promises everything, gives this much, and closes the line or holds it. */
  const partial =
    (bytes: number, then: 'cut' | 'hold', etag?: string) =>
    (_: IncomingMessage, response: ServerResponse): void => {
      response.setHeader('content-length', content.length);
      if (etag !== undefined) response.setHeader('etag', etag);
      response.write(content.subarray(0, bytes));
      // Cut only when all has arrived: a broken stream drops what nobody has read yet.
      if (then === 'cut') arrived = (done) => done === bytes && response.destroy();
    };
  const plain =
    (bytes: Buffer) =>
    (_: IncomingMessage, response: ServerResponse): void => {
      response.end(bytes);
    };
  const isWhole = async (): Promise<void> => {
    expect((await readFile(file)).equals(content)).toBe(true);
    expect(await exists(`${file}.part`)).toBe(false);
    expect(await exists(`${file}.part.json`)).toBe(false);
  };

  it('brings a whole file into a folder that it makes, and says how far it is', async () => {
    const seen: (readonly [number, number | undefined])[] = [];
    await download([`${base}/a`], file, options({ progress: (done, total) => seen.push([done, total]) }));
    await isWhole();
    expect(seen[0]).toEqual([0, content.length]);
    expect(seen.at(-1)).toEqual([content.length, content.length]);
    expect(seen.every(([done], i) => i === 0 || done >= (seen[i - 1]?.[0] ?? Infinity))).toBe(true);
  });

  it('goes on by itself after the line was cut', async () => {
    answer = (request, response) =>
      (requests.length === 1 ? partial(40_000, 'cut') : ranged(content))(request, response);
    await download([`${base}/a`], file, options());
    await isWhole();
    expect(requests.map(({ range }) => range)).toEqual([undefined, 'bytes=40000-']);
  });

  it('goes on at the next address, from where the first one stalled', async () => {
    answer = (request, response) =>
      (request.url === '/slow' ? partial(30_000, 'hold') : ranged(content))(request, response);
    await download([`${base}/slow`, `${base}/quick`], file, options({ stallMs: 1000 }));
    await isWhole();
    expect(requests[1]).toEqual({ url: '/quick', range: 'bytes=30000-', ifRange: undefined });
  });

  it('leaves the part when it is stopped, and a later run goes on from it', async () => {
    const controller = new AbortController();
    answer = partial(30_000, 'hold', '"v1"');
    const stopped = download(
      [`${base}/a`],
      file,
      options({ signal: controller.signal, progress: (done) => done === 30_000 && controller.abort() }),
    );
    await expect(stopped).rejects.toBeInstanceOf(StoppedError);
    expect(await readFile(`${file}.part`)).toHaveLength(30_000);
    expect(await exists(file)).toBe(false);

    answer = ranged(content, '"v1"');
    await download([`${base}/a`], file, options());
    await isWhole();
    expect(requests[1]).toEqual({ url: '/a', range: 'bytes=30000-', ifRange: '"v1"' });
  });

  it('asks for nothing once it is stopped', async () => {
    const stopped = download([`${base}/a`], file, options({ signal: AbortSignal.abort() }));
    await expect(stopped).rejects.toBeInstanceOf(StoppedError);
    expect(requests).toEqual([]);
  });

  it('starts over where the file has changed on the server since', async () => {
    answer = partial(30_000, 'cut', '"v1"');
    const cut = download([`${base}/a`], file, options());
    await expect(cut).rejects.toThrow(/the connection was cut.*what has arrived is kept/);
    await writeFile(`${file}.part`, wrong.subarray(0, 30_000));
    answer = ranged(content, '"v2"');
    requests = [];
    await download([`${base}/a`], file, options());
    await isWhole();
    expect(requests.map(({ ifRange }) => ifRange)).toEqual(['"v1"']);
  });

  it('starts over where the server knows no ranges', async () => {
    answer = (request, response) =>
      (requests.length === 1 ? partial(40_000, 'cut') : plain(content))(request, response);
    await download([`${base}/a`], file, options());
    await isWhole();
  });

  it('starts over where the server sends another range than was asked for', async () => {
    answer = (request, response) => {
      if (requests.length === 1) partial(40_000, 'cut')(request, response);
      else if (request.headers.range === undefined) plain(content)(request, response);
      else
        response
          .writeHead(206, { 'content-range': `bytes 10-${content.length - 1}/${content.length}` })
          .end(content.subarray(10));
    };
    await download([`${base}/a`], file, options());
    await isWhole();
    expect(requests.map(({ range }) => range)).toEqual([undefined, 'bytes=40000-', undefined]);
  });

  it('takes a part that is complete already, when the server says so', async () => {
    await download([`${base}/a`], file, options());
    await writeFile(`${file}.part`, content);
    await rm(file);
    await download([`${base}/a`], file, options());
    await isWhole();
    expect(requests).toHaveLength(2);
  });

  it('starts over where the part is longer than the file', async () => {
    await download([`${base}/a`], file, options());
    await writeFile(`${file}.part`, Buffer.concat([content, content.subarray(0, 10)]));
    await download([`${base}/a`], file, options());
    await isWhole();
  });

  it('fetches the whole file from the only address there is when the old part was of another file', async () => {
    await download([`${base}/a`], file, options());
    await writeFile(`${file}.part`, wrong.subarray(0, 5000));
    await download([`${base}/a`], file, options());
    await isWhole();
    expect(requests.map(({ range }) => range)).toEqual([undefined, 'bytes=5000-', undefined]);
  });

  it('takes the second mirror where the first has a file with a wrong checksum', async () => {
    answer = (request, response) => ranged(request.url === '/bad' ? wrong : content)(request, response);
    await download([`${base}/bad`, `${base}/good`], file, options());
    await isWhole();
    expect(requests.map(({ url, range }) => [url, range])).toEqual([
      ['/bad', undefined],
      ['/good', undefined],
    ]);
  });

  it('says in one line why each address failed, and what to do', async () => {
    answer = (request, response) => {
      if (request.url === '/wrong') ranged(wrong)(request, response);
      else response.writeHead(404).end('no such file');
    };
    const urls = [
      `${base}/wrong`,
      `${base}/gone?token=secret`,
      'http://127.0.0.1:1/',
      'http://nowhere.invalid/x',
      'ftp://127.0.0.1/x',
      'http://me:secret@127.0.0.1/x',
    ];
    const failure = await download(urls, file, options({ advice: 'set PLACE' })).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(DownloadError);
    const { message, exitCode } = failure as DownloadError;
    expect(exitCode).toBe(1);
    expect(message).toMatch(/^file\.bin could not be downloaded: /);
    expect(message).toContain(`${base}/wrong: its checksum is another;`);
    expect(message).toContain(`${base}/gone: HTTP 404 Not Found;`);
    expect(message).toMatch(/http:\/\/nowhere\.invalid\/x: host name not found \(DNS\)/);
    expect(message).toContain('ftp://127.0.0.1/x: only http and https addresses can be downloaded from');
    expect(message).toContain('an address with a name or password in it is not taken');
    expect(message).toMatch(/run again, or set PLACE$/);
    expect(message).not.toMatch(/secret|\n/);
    expect(await exists(`${file}.part`)).toBe(false);
  });

  it('says that a connection was refused, and where the file may be put by hand', async () => {
    const { port } = new URL(base);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await expect(download([`http://127.0.0.1:${port}/a`], file, options())).rejects.toThrow(
      new RegExp(
        `connection refused; check the network.* and run again, or put the file at ${file} yourself$`,
      ),
    );
  });

  it('gives up an address that stays silent', async () => {
    answer = () => undefined;
    await expect(download([`${base}/a`], file, options({ stallMs: 200 }))).rejects.toThrow(
      /nothing came for 0\.2 s/,
    );
  });

  it('refuses a file that is announced as too large, and one that grows too large', async () => {
    answer = ranged(content);
    await expect(download([`${base}/a`], file, options({ maxBytes: 1000 }))).rejects.toThrow(
      /it is 100000 bytes long, where at most 1000 are expected/,
    );
    answer = (_, response) => {
      response.write(content);
      response.end(content);
    };
    await expect(download([`${base}/a`], file, options({ maxBytes: 150_000 }))).rejects.toThrow(
      /it is longer than the 150000 bytes expected/,
    );
    expect(await exists(`${file}.part`)).toBe(false);
  });

  it('keeps the file that was there until a right one has come', async () => {
    await download([`${base}/a`], file, options());
    answer = ranged(wrong);
    await expect(download([`${base}/a`], file, options())).rejects.toThrow(/checksum/);
    await isWhole();
  });

  it.runIf(process.platform === 'linux')('says that the disk is full', async () => {
    file = join(folder, 'file.bin');
    await symlink('/dev/full', `${file}.part`);
    const failure = download([`${base}/a`], file, options());
    await expect(failure).rejects.toThrow(WorkError);
    await expect(failure).rejects.toThrow(/no space left on the disk/);
  });
});
