import { describe, expect, it } from 'vitest';
import { RequestError, WorkError } from '../../cache/errors';
import { chooseBackend, type Probes } from '../../training/backend';
import { openBackend } from '../../training/engine';

const works = async () => null;
const missing = async () => 'it is not there';
const probes = (gpu: boolean, wasm: boolean): Probes => ({
  gpu: gpu ? works : missing,
  wasm: wasm ? works : missing,
  cpu: works,
});

describe('chooseBackend', () => {
  it('takes the first that works of gpu, wasm and cpu, and says why the others do not', async () => {
    expect(await chooseBackend('auto', probes(true, true))).toMatchObject({ name: 'gpu' });
    const wasm = await chooseBackend(undefined, probes(false, true));
    expect(wasm.name).toBe('wasm');
    expect(wasm.why).toContain('no gpu: it is not there');
    expect(await chooseBackend('', probes(false, false))).toMatchObject({ name: 'cpu' });
  });

  it('takes the one that was asked for', async () => {
    expect(await chooseBackend('cpu', probes(true, true))).toMatchObject({ name: 'cpu', version: '4.22.0' });
  });

  it('names the library and the device behind a backend, which decide its results as well', async () => {
    const found = { behind: 'TensorFlow 2.9.1, GPU', remark: 'it computes on the graphics card' };
    const all = { ...probes(false, true), gpu: async () => found };
    expect(await chooseBackend('auto', all)).toEqual({
      name: 'gpu',
      version: '4.22.0 (TensorFlow 2.9.1, GPU)',
      why: 'the fastest that works here; it computes on the graphics card',
    });
  });

  it('fails where the one that was asked for cannot be used, and says what to do', async () => {
    const failure = chooseBackend('gpu', probes(false, true));
    await expect(failure).rejects.toThrow(WorkError);
    await expect(failure).rejects.toThrow(
      /TFJS_BACKEND=gpu cannot be used: it is not there; TFJS_BACKEND=auto/,
    );
  });

  it('refuses a name it does not know', async () => {
    const failure = chooseBackend('webgl', probes(true, true));
    await expect(failure).rejects.toThrow(RequestError);
    await expect(failure).rejects.toThrow('TFJS_BACKEND is "webgl"; it may be auto, gpu, wasm, cpu');
  });

  it('finds the wasm backend on this machine', async () => {
    expect(await chooseBackend('wasm')).toMatchObject({ name: 'wasm', version: '4.22.0' });
  });
});

describe('openBackend', () => {
  it('opens wasm and cpu, and leaves no listeners on the process', async () => {
    const count = () =>
      process.listenerCount('uncaughtException') + process.listenerCount('unhandledRejection');
    const before = count();
    for (const name of ['wasm', 'cpu'] as const) {
      const tf = await openBackend(name);
      expect(tf.getBackend()).toBe(name);
      expect(tf.memory().numTensors).toBe(0);
    }
    expect(count()).toBe(before);
  });
});
