import { spawn } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { findBrowser } from '../../remotion/render/browser';
import { launchBrowser } from '../../remotion/render/launch';
import { temporaryFolder } from '../support/temporary';

describe('findBrowser', () => {
  it('finds a browser that starts, and says why that one', async () => {
    const browser = await findBrowser();
    expect(browser.version).toMatch(/^\d+\./);
    expect(browser.why).not.toBe('');
    const puppet = await launchBrowser(browser);
    expect(await puppet.version()).toContain(browser.version.split('.')[0] ?? '?');
    await puppet.close();
  });

  it('refuses a path that is no program, naming the field', async () => {
    await expect(findBrowser({ asked: '/nowhere/chrome' })).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/^--browser: \/nowhere\/chrome is not a program/) as string,
    });
  });

  it('refuses a program that is no browser', async () => {
    const asked = findBrowser({ asked: process.execPath, dir: await temporaryFolder() });
    await expect(asked).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/does not start/) as string,
    });
  });

  it.runIf(process.platform === 'linux')('takes the one asked for before all others', async () => {
    const dir = await temporaryFolder();
    const chrome = path.join(dir, 'my chrome');
    await writeFile(chrome, '#!/bin/sh\necho Chromium 130.0.1.2\n', { mode: 0o755 });
    const browser = await findBrowser({ asked: chrome, dir });
    expect(browser).toMatchObject({ version: '130.0.1.2', source: 'asked', program: chrome });
    expect((await readdir(dir)).filter((name) => name.startsWith('start-'))).toHaveLength(1);
  });
});

describe.runIf(process.platform === 'linux')('a browser of ours', () => {
  it('ends when the process that started it is killed', async () => {
    const program = `
      import { findBrowser } from './remotion/render/browser.ts';
      import { launchBrowser } from './remotion/render/launch.ts';
      const puppet = await launchBrowser(await findBrowser());
      await puppet.newPage();
      console.log(puppet.process().pid);
      setInterval(() => undefined, 1000);`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const pid = await new Promise<number>((resolve) => {
      child.stdout.once('data', (chunk: Buffer) => resolve(Number(chunk.toString())));
    });
    const alive = (): boolean => {
      try {
        process.kill(pid, 0);
        return true;
      } catch {
        return false;
      }
    };
    expect(alive()).toBe(true);
    child.kill('SIGKILL');
    await expect.poll(alive, { timeout: 15_000, interval: 100 }).toBe(false);
  });
});
