import { readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { RequestError, StoppedError } from '../../cache/errors';
import { ordered, plan, run, type GraphEvent } from '../../cache/graph';
import { Store } from '../../cache/store';
import type { Step } from '../../cache/step';
import { never, textStep } from '../support/steps';
import { temporaryFolder } from '../support/temporary';

const newStore = async (): Promise<Store> => new Store(await temporaryFolder());

async function runAll(steps: Step[], store: Store, events: GraphEvent[] = []) {
  return run(steps, store, { signal: never, lanes: {}, onEvent: (event) => events.push(event) });
}

const actions = async (steps: Step[], store: Store) =>
  Object.fromEntries((await plan(steps, store)).map(({ id, action }) => [id, action]));

describe('run', () => {
  it('makes every step once and nothing the second time', async () => {
    const store = await newStore();
    const a = textStep('one:a', 'x');
    const b = textStep('two:b', 'y', { inputs: ['one:a'] });
    await runAll([b, a], store);
    await runAll([b, a], new Store(store.root));
    expect([a.made, b.made]).toEqual([1, 1]);
  });

  it('makes again what depends on a changed input and nothing else', async () => {
    const store = await newStore();
    const kept = textStep('one:kept', 'k');
    await runAll([textStep('one:a', 'x'), textStep('two:b', 'y', { inputs: ['one:a'] }), kept], store);
    const b = textStep('two:b', 'y', { inputs: ['one:a'] });
    await runAll([textStep('one:a', 'changed'), b, kept], store);
    expect([b.made, kept.made]).toEqual([1, 1]);
  });

  it('makes nothing when a parameter goes back to what it was', async () => {
    const store = await newStore();
    await runAll([textStep('one:a', 'x')], store);
    await runAll([textStep('one:a', 'y')], store);
    const back = textStep('one:a', 'x');
    await runAll([back], store);
    expect(back.made).toBe(0);
  });

  it('leaves alone a step that reads contents which came out the same', async () => {
    const store = await newStore();
    const reading = () =>
      textStep('two:b', async (read) => ((await read('one:a').json('value.json')) as string).slice(0, 1), {
        reads: ['one:a'],
      });
    await runAll([textStep('one:a', 'x1'), reading()], store);
    const second = reading();
    await runAll([textStep('one:a', 'x2'), second], store);
    expect(second.made).toBe(0);
  });

  it('finds a flipped byte, says so in one line and makes that artefact again', async () => {
    const store = await newStore();
    const a = textStep('one:a', 'hello');
    const [artefact] = (await runAll([a], store)).values();
    const file = artefact?.file('value.json') ?? '';
    const bytes = await readFile(file);
    bytes[2] = (bytes[2] ?? 0) ^ 1;
    await writeFile(file, bytes);
    const events: GraphEvent[] = [];
    await runAll([a], new Store(store.root), events);
    expect(a.made).toBe(2);
    expect(events.filter(({ type }) => type === 'start')).toMatchObject([
      { step: { id: 'one:a' }, because: ['value.json does not match its checksum; making it again'] },
    ]);
  });

  it('finds a flipped byte whose file kept its time of writing', async () => {
    const store = await newStore();
    const a = textStep('one:a', 'hello');
    const [artefact] = (await runAll([a], store)).values();
    const file = artefact?.file('value.json') ?? '';
    const time = new Date('2020-01-01');
    await utimes(file, time, time);
    await runAll([a], new Store(store.root));
    await writeFile(file, (await readFile(file, 'utf8')).replace('hello', 'jello'));
    await utimes(file, time, time);
    await runAll([a], new Store(store.root));
    expect(a.made).toBe(2);
  });

  it('makes again an artefact without its manifest or with one file missing', async () => {
    const store = await newStore();
    const a = textStep('one:a', 'hello');
    for (const name of ['manifest.json', 'value.json']) {
      const [artefact] = (await runAll([a], new Store(store.root))).values();
      await rm(path.join(artefact?.dir ?? '', name));
    }
    await runAll([a], new Store(store.root));
    expect(a.made).toBe(3);
  });

  it('leaves nothing behind when a step fails, keeps the finished ones and throws the first error', async () => {
    const store = await newStore();
    const good = textStep('one:good', 'x');
    const bad = textStep('one:bad', 'x', {
      inputs: ['one:good'],
      before: () => Promise.reject(new RequestError('no such thing')),
    });
    const after = textStep('two:after', 'x', { inputs: ['one:bad'] });
    await expect(runAll([good, bad, after], store)).rejects.toThrow('no such thing');
    expect(after.made).toBe(0);
    expect(await readdir(path.join(store.root, 'tmp'))).toEqual([]);
    expect(await actions([good], new Store(store.root))).toEqual({ 'one:good': 'reuse' });
  });

  it('stops cleanly when its signal fires', async () => {
    const store = await newStore();
    const stop = new AbortController();
    const a = textStep('one:a', 'x', { before: async () => stop.abort() });
    const b = textStep('two:b', 'x', { inputs: ['one:a'] });
    const promise = run([a, b], store, { signal: stop.signal, lanes: {}, onEvent: () => undefined });
    await expect(promise).rejects.toBeInstanceOf(StoppedError);
    expect(b.made).toBe(0);
  });

  it('runs as many steps of a stage at once as its lane is wide', async () => {
    const store = await newStore();
    let now = 0;
    let most = 0;
    const before = async () => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, 20));
      now--;
    };
    const steps = ['a', 'b', 'c', 'd'].map((name) => textStep(`draw:${name}`, name, { before }));
    await run(steps, store, { signal: never, lanes: { draw: 2 }, onEvent: () => undefined });
    expect(most).toBe(2);
  });
});

describe('plan', () => {
  it('says reuse, make or depends, and does nothing', async () => {
    const store = await newStore();
    const a = textStep('one:a', 'x');
    const b = textStep('two:b', async (read) => String(await read('one:a').json('value.json')), {
      reads: ['one:a'],
    });
    const c = textStep('three:c', 'z', { inputs: ['two:b'] });
    expect(await actions([a, b, c], store)).toEqual({
      'one:a': 'make',
      'two:b': 'depends',
      'three:c': 'depends',
    });
    expect([a.made, b.made, c.made]).toEqual([0, 0, 0]);
    await runAll([a, b, c], store);
    expect(await actions([a, b, c], store)).toEqual({
      'one:a': 'reuse',
      'two:b': 'reuse',
      'three:c': 'reuse',
    });
  });

  it('gives the reason: what changed, from what, to what', async () => {
    const store = await newStore();
    await runAll([textStep('one:a', 'x')], store);
    const [step] = await plan([textStep('one:a', 'y')], store);
    expect(step).toMatchObject({ action: 'make', because: ['value: "x" → "y"'] });
  });

  it('names the steps that a dependent step waits for', async () => {
    const a = textStep('one:a', 'x');
    const b = textStep('two:b', async (read) => String(read('one:a').key), { reads: ['one:a'] });
    const planned = await plan([a, b], await newStore());
    expect(planned[1]).toMatchObject({ action: 'depends', on: ['one:a'] });
  });
});

describe('ordered', () => {
  it('puts each step after all it needs', () => {
    const steps = [
      textStep('c:c', '', { inputs: ['b:b'] }),
      textStep('b:b', '', { reads: ['a:a'] }),
      textStep('a:a', ''),
    ];
    expect(ordered(steps).map(({ id }) => id)).toEqual(['a:a', 'b:b', 'c:c']);
  });

  it('refuses circles, unknown steps and two of one id', () => {
    expect(() =>
      ordered([textStep('a:a', '', { inputs: ['b:b'] }), textStep('b:b', '', { inputs: ['a:a'] })]),
    ).toThrow();
    expect(() => ordered([textStep('a:a', '', { inputs: ['x:x'] })])).toThrow('x:x');
    expect(() => ordered([textStep('a:a', ''), textStep('a:a', '')])).toThrow();
  });
});
