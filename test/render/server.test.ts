import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPageServer, type PageServer } from '../../remotion/render/canvas/server';
import { temporaryFolder } from '../support/temporary';

let server: PageServer;
let dir: string;

beforeEach(async () => {
  dir = await temporaryFolder();
  await mkdir(path.join(dir, 'store', 'dataset'), { recursive: true });
  await writeFile(path.join(dir, 'store', 'dataset', 'a.json'), '{"a":1}');
  await writeFile(path.join(dir, 'secret.txt'), 'not yours');
  server = await openPageServer(path.join(dir, 'store'), Buffer.from('// page'));
});
afterEach(() => server.close());

/** As it is written: `fetch` would tidy the path up before it leaves. */
const statusOf = (target: string, method = 'GET'): Promise<number> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(server.url);
    request({ hostname, port, path: target, method }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });

const secret = (): string => new URL(server.url).pathname;

describe('the page server', () => {
  it('gives the page, its script and the files of the store', async () => {
    expect(await (await fetch(server.url)).text()).toContain('page.js');
    expect(await (await fetch(`${server.url}page.js`)).text()).toBe('// page');
    const file = await fetch(`${server.url}store/dataset/a.json`);
    expect(file.headers.get('content-type')).toBe('application/json');
    expect(await file.json()).toEqual({ a: 1 });
  });

  it('listens on this machine alone', () => {
    expect(new URL(server.url).hostname).toBe('127.0.0.1');
  });

  it.each([
    '../secret.txt',
    '..%2fsecret.txt',
    '%2e%2e/secret.txt',
    'dataset/../../secret.txt',
    'dataset',
    '',
  ])('does not give store/%s, which is no file of the store', async (place) => {
    expect(await statusOf(`${secret()}store/${place}`)).toBe(404);
  });

  it('does not follow a link out of the store', async () => {
    await symlink(path.join(dir, 'secret.txt'), path.join(dir, 'store', 'link.txt'));
    expect(await statusOf(`${secret()}store/link.txt`)).toBe(404);
  });

  it('gives nothing to who does not know the secret, and nothing to a broken address', async () => {
    expect(await statusOf('/')).toBe(403);
    expect(await statusOf('/store/dataset/a.json')).toBe(403);
    expect(await statusOf(`${secret()}%E0%A4%A`)).toBe(400);
  });

  it('changes nothing in the store', async () => {
    for (const method of ['PUT', 'DELETE', 'POST'])
      expect(await statusOf(`${secret()}store/dataset/a.json`, method)).toBe(405);
    expect(await readFile(path.join(dir, 'store', 'dataset', 'a.json'), 'utf8')).toBe('{"a":1}');
  });

  it('takes a file in pieces, at their positions, from who knows its token', async () => {
    const file = path.join(dir, 'out.bin');
    const receiver = await server.receive(file);
    const post = (token: string, at: string, body: string): Promise<Response> =>
      fetch(`${server.url}out/${token}?at=${at}`, { method: 'POST', body });
    expect((await post(receiver.token, '3', 'def')).status).toBe(200);
    expect((await post(receiver.token, '0', 'abc')).status).toBe(200);
    expect((await post('0000000000000000', '0', 'xxx')).status).toBe(404);
    expect((await post(receiver.token, '-1', 'xxx')).status).toBe(404);
    await receiver.close();
    expect((await post(receiver.token, '0', 'xxx')).status).toBe(404);
    expect(await readFile(file, 'utf8')).toBe('abcdef');
  });

  it.runIf(os.platform() === 'linux')('keeps the cause when a file cannot be written', async () => {
    const receiver = await server.receive('/dev/full');
    const response = await fetch(`${server.url}out/${receiver.token}?at=0`, { method: 'POST', body: 'abc' });
    expect(response.status).toBe(507);
    expect(receiver.failure()).toMatchObject({ code: 'ENOSPC' });
    await receiver.close();
  });
});
