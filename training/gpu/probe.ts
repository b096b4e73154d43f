import type * as Tensorflow from '@tensorflow/tfjs';
import { z } from 'zod';
import { startBackend } from '../engine';
import type { Checked } from './check';
import { nativeOf } from './native';

/**
 * A program of its own, started by `check.ts`: a broken native library may end or hang the process that loads it.
 * Sends one message to its parent. Argument: the module to load.
 */

// Without the program that asked, nobody waits for the answer.
process.on('disconnect', () => process.exit(1));

async function probe(module: string): Promise<Checked> {
  try {
    const tf: typeof Tensorflow = await startBackend('gpu', module);
    return { works: true, ...nativeOf(tf) };
  } catch (error) {
    const lines = (error instanceof Error ? error.message : String(error)).trim().split('\n');
    return { works: false, reason: lines[0] ?? 'it failed without a word' };
  }
}

const result = await probe(z.string().parse(process.argv[2]));
// A library's threads may still run: they must not keep the program alive.
process.send?.(result, () => process.exit(0));
