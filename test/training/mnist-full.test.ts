import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../cache/graph';
import { projectRoot } from '../../cache/paths';
import { Store } from '../../cache/store';
import { experimentFactsSchema } from '../../remotion/stage/facts';
import { applyOverrides } from '../../training/overrides';
import { experimentSteps } from '../../training/steps';
import { temporaryFolder } from '../support/temporary';

/** The four canonical files, where this project's developers have them. */
const folder = path.resolve(projectRoot, '..', 'shared', 'mnist');
const there = existsSync(folder);
const backend = { name: 'wasm', version: '4.22.0', why: 'the tests ask for it' } as const;

describe.runIf(there)('all of MNIST', { timeout: 180_000 }, () => {
  const before = process.env['UNTANGLE_MNIST'];
  beforeEach(() => {
    process.env['UNTANGLE_MNIST'] = folder;
  });
  afterEach(() => {
    if (before === undefined) delete process.env['UNTANGLE_MNIST'];
    else process.env['UNTANGLE_MNIST'] = before;
  });

  it('is learnt from its 60,000 digits and tested on its own 10,000', async () => {
    const settings = ['mnist.source=full', 'mnist.epochs=5', 'mnist.recordedSamples=200'];
    const steps = experimentSteps(applyOverrides(settings), backend, { only: ['mnist'] });
    const artefacts = await run(steps, new Store(await temporaryFolder()), {
      signal: new AbortController().signal,
      lanes: {},
      onEvent: () => undefined,
    });
    const { measures, confusion } = experimentFactsSchema.parse(artefacts.get('training:mnist')?.meta);
    expect(measures).toMatchObject({
      trainingSamples: 60_000,
      validationSamples: 0,
      heldOutSamples: 10_000,
      recordedSamples: 200,
    });
    expect(measures['heldOutAccuracy']).toBeGreaterThanOrEqual(0.975);
    expect(confusion.flat().reduce((sum, count) => sum + count, 0)).toBe(10_000);
  });
});

describe.runIf(!there)('all of MNIST', () => {
  it('is NOT tested here: ../shared/mnist is not there', () => expect(existsSync(folder)).toBe(false));
});
