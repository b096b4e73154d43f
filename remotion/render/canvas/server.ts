import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, realpath, stat, type FileHandle } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import path from 'node:path';
import { OUT_PATH, STORE_PATH } from './protocol';

/** A file that a page is writing. */
export interface Receiver {
  /** What the page names it by. */
  readonly token: string;
  /** The first error of writing, kept so that its cause (a full disk) is not lost on its way through the page. */
  readonly failure: () => unknown;
  close(): Promise<void>;
}

export interface PageServer {
  /** The page's address, with its secret. */
  readonly url: string;
  receive(file: string): Promise<Receiver>;
  close(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
};

/** One chunk of an MP4 is 4 MiB; anything far above is not ours. */
const MAX_BODY = 64 << 20;

/**
 * Serves the drawing page and the store, read-only, to this machine alone, and takes the finished segments. Everything lies
 * below a secret, so that other programs and pages on the machine neither read nor write here.
 */
export async function openPageServer(storeDir: string, script: Uint8Array): Promise<PageServer> {
  const secret = randomBytes(16).toString('hex');
  const root = await realpath(storeDir);
  const receivers = new Map<string, { handle: FileHandle; failure: unknown }>();
  const html = Buffer.from(
    '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script src="page.js"></script>',
  );

  const reply = (response: ServerResponse, status: number, type: string, body: Uint8Array | string): void => {
    response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
  };
  const refuse = (response: ServerResponse, status: number, text: string): void =>
    reply(response, status, 'text/plain; charset=utf-8', text);

  const sendStored = async (response: ServerResponse, place: string): Promise<void> => {
    // realpath, because a link inside the store may lead out of it.
    const file = await realpath(path.join(root, place)).catch(() => undefined);
    if (file === undefined || !file.startsWith(root + path.sep) || !(await stat(file)).isFile()) {
      refuse(response, 404, 'not in the store');
      return;
    }
    response.writeHead(200, {
      'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream',
      'cache-control': 'no-store',
    });
    createReadStream(file)
      .on('error', () => response.destroy())
      .pipe(response);
  };

  const take = async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> => {
    const receiver = receivers.get(url.pathname.split('/').at(-1) ?? '');
    const at = Number(url.searchParams.get('at') ?? NaN);
    if (!receiver || !Number.isSafeInteger(at) || at < 0) {
      refuse(response, 404, 'nobody waits for this');
      return;
    }
    try {
      let position = at;
      for await (const chunk of request as AsyncIterable<Buffer>) {
        if (position - at + chunk.length > MAX_BODY) throw new Error('the page sent too much at once');
        await receiver.handle.write(chunk, 0, chunk.length, position);
        position += chunk.length;
      }
      refuse(response, 200, 'written');
    } catch (error) {
      receiver.failure ??= error;
      refuse(response, 507, String(error));
    }
  };

  const server = createServer((request, response) => {
    const address = addressOf(request.url ?? '/');
    if (!address) {
      refuse(response, 400, 'not an address');
      return;
    }
    const { url, parts } = address;
    const [, given, area, ...rest] = parts;
    const handle = async (): Promise<void> => {
      if (given !== secret) refuse(response, 403, 'not for you');
      else if (request.method === 'POST' && area === OUT_PATH) await take(request, response, url);
      else if (request.method !== 'GET') refuse(response, 405, 'read only');
      else if (area === '') reply(response, 200, TYPES['.html'] ?? '', html);
      else if (area === 'page.js') reply(response, 200, TYPES['.js'] ?? '', script);
      else if (area === STORE_PATH) await sendStored(response, rest.join('/'));
      else refuse(response, 404, 'nothing here');
    };
    handle().catch(() => {
      if (response.headersSent) response.destroy();
      else refuse(response, 500, 'failed');
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the page server has no port');

  return {
    url: `http://127.0.0.1:${address.port}/${secret}/`,
    async receive(file) {
      const token = randomBytes(8).toString('hex');
      const receiver = { handle: await open(file, 'w'), failure: undefined as unknown };
      receivers.set(token, receiver);
      return {
        token,
        failure: () => receiver.failure,
        async close() {
          receivers.delete(token);
          await receiver.handle.close();
        },
      };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Undefined where the address is malformed, which `URL` and `decodeURIComponent` throw at. */
function addressOf(text: string): { url: URL; parts: string[] } | undefined {
  try {
    const url = new URL(text, 'http://page');
    return { url, parts: url.pathname.split('/').map(decodeURIComponent) };
  } catch {
    return undefined;
  }
}
