import path from 'node:path';
import { transform } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../cache/paths';
import { syntaxError, unforeseen } from '../../remotion/render/unforeseen';

describe('syntaxError', () => {
  it('tells file, line and what is wrong of a file that cannot be read', async () => {
    const sourcefile = path.join(projectRoot, 'training', 'experiments.ts');
    const failure = await transform('const a = {\n  rate: 0,003,\n};', { sourcefile, loader: 'ts' }).catch(
      (error: unknown) => error,
    );
    expect(syntaxError(failure)).toMatchObject({
      exitCode: 2,
      message: 'training/experiments.ts, line 2: Expected ":" but found ","',
    });
  });

  it('takes no other error for one', () => {
    expect(syntaxError(new Error('at 10:20:30: it failed'))).toBeUndefined();
    expect(syntaxError('text')).toBeUndefined();
  });
});

describe('unforeseen', () => {
  it('is one line with the place in our files where the error arose', () => {
    const line = unforeseen(new TypeError('first\nsecond'));
    expect(line).toMatch(
      /^something unforeseen went wrong: TypeError: first at test\/render\/unforeseen\.test\.ts:\d+ \(--verbose shows more\)$/,
    );
  });

  it('says something of what is no error, too', () => {
    expect(unforeseen(7)).toBe('something unforeseen went wrong: 7');
  });
});
