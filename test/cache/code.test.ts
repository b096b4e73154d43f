import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { projectRoot } from '../../cache/paths';

let dir = '';
beforeEach(async () => {
  const out = path.join(projectRoot, 'out');
  await mkdir(out, { recursive: true });
  dir = await mkdtemp(path.join(out, 'code-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

/** The hash of `main.ts` beside a library, each in a fresh module so that no earlier bundle is remembered. */
async function hashOf(main: string, library: string): Promise<string> {
  vi.resetModules();
  const { codeHash } = await import('../../cache/code');
  await writeFile(path.join(dir, 'main.ts'), main);
  await writeFile(path.join(dir, 'library.ts'), library);
  return codeHash([path.relative(projectRoot, path.join(dir, 'main.ts'))]);
}

const main = `import { used } from './library';\nexport const value: number = used(2);\n`;
const library = `export const used = (x: number): number => x * 2;\n`;

describe('codeHash', () => {
  it('is left alone by comments, types, white space and exports that nobody uses', async () => {
    const before = await hashOf(main, library);
    expect(await hashOf(`// Why not.\n${main}`, library)).toBe(before);
    expect(await hashOf(main.replace(': number', ''), library)).toBe(before);
    expect(await hashOf(main, `${library}\n\nexport const other = (x: number): number => x + 1;\n`)).toBe(
      before,
    );
  });

  it('changes with one value in code that is used', async () => {
    const before = await hashOf(main, library);
    expect(await hashOf(main.replace('2', '3'), library)).not.toBe(before);
    expect(await hashOf(main, library.replace('* 2', '* 3'))).not.toBe(before);
  });

  it('names the packages the code imports with their installed versions', async () => {
    await hashOf(`import { scaleLinear } from 'd3-scale';\nexport const s = scaleLinear();\n`, library);
    const { codeParts } = await import('../../cache/code');
    const { packages } = await codeParts([path.relative(projectRoot, path.join(dir, 'main.ts'))]);
    expect(packages).toEqual({ 'd3-scale': expect.stringMatching(/^\d+\.\d+\.\d+$/) });
  });
});
