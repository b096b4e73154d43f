import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { z } from 'zod';
import { RequestError, WorkError } from '../../../cache/errors';
import { cacheRoot, projectRoot } from '../../../cache/paths';
import { Store } from '../../../cache/store';
import { readIndex } from '../index-file';
import { entryPoint } from '../options';

const schema = z.object({ port: z.string().optional() });

/** `studio`: Remotion Studio on the cache; it runs until it is stopped. */
export async function studio(options: unknown): Promise<void> {
  const { port } = schema.parse(options);
  if (port !== undefined && !/^[1-9]\d{0,4}$/.test(port))
    throw new RequestError(`--port is ${port}; it may be a number from 1 to 65535`);
  if (!(await readIndex(new Store(cacheRoot()))))
    process.stderr.write('the cache is empty: Studio will say what to run (npm run film)\n');
  const cli = path.join(projectRoot, 'node_modules', '@remotion', 'cli', 'remotion-cli.js');
  const child = spawn(
    process.execPath,
    [cli, 'studio', entryPoint, ...(port === undefined ? [] : [`--port=${port}`])],
    { cwd: projectRoot, stdio: 'inherit' },
  );
  // Ctrl-C reaches the child by itself; we wait for it to end.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code) throw new WorkError(`Remotion Studio ended with code ${code}; what it said stands above`);
}
