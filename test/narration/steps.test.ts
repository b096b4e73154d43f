import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { plan, run, type PlannedStep } from '../../cache/graph';
import type { Artefact, Step } from '../../cache/step';
import { Store } from '../../cache/store';
import { sceneTimelineSchema } from '../../remotion/film/timeline';
import { claimResultsSchema } from '../../remotion/narration/script';
import { narrationStep, soundStep, speechStep } from '../../remotion/narration/steps';
import { chooseVoice } from '../../remotion/narration/voice';
import { decodeWav } from '../../remotion/narration/wav';
import { experimentFactsSchema, type Facts } from '../../remotion/stage/facts';
import type { Scene, Sentence } from '../../remotion/stage/scene';
import { factsOf as givenFacts } from '../support/scene-given';
import { never, textStep } from '../support/steps';
import { temporaryFolder } from '../support/temporary';

const sceneOf = (
  id: string,
  sentences: (accuracy: number) => Sentence[],
  more: Partial<Scene> = {},
): Scene => ({
  id,
  title: id,
  chapter: 'Test',
  sentences: (facts) => sentences(facts.experiment('toy').measures['accuracy'] ?? NaN),
  reads: [],
  formulas: () => ({}),
  bitrate: 1,
  draw: () => undefined,
  ...more,
});

/** Facts whose accuracy is what the step `training:toy` wrote. */
const factsOf = (read: (id: string) => Artefact): Facts => ({
  ...givenFacts({}),
  experiment: (experiment) =>
    experimentFactsSchema.parse({
      experiment,
      hyperparameters: {},
      widths: [2, 1],
      activation: 'tanh',
      backend: 'cpu',
      epochs: [0],
      loss: [1],
      accuracy: [0],
      measures: { accuracy: Number(read('training:toy').meta['value']) },
    }),
  projection: () => {
    throw new Error('no projection here');
  },
});

const percent = (accuracy: number): Sentence[] => [
  { text: `It gets {all}${Math.round(accuracy * 100)}% of the points right.` },
  {
    text: 'So tanh does {it}it.',
    claim: {
      id: 'accurate',
      holds: () => accuracy > 0.9,
      measured: () => `accuracy ${accuracy}`,
      needed: 'accuracy > 0.9',
    },
  },
];

async function steps(accuracy: string, scenes: readonly Scene[]): Promise<Step[]> {
  const voice = await chooseVoice('flite');
  const reads = ['training:toy'];
  return [
    textStep('training:toy', accuracy),
    ...scenes.flatMap((scene) => [
      speechStep(scene, voice, factsOf, reads),
      narrationStep(scene, 30, factsOf, reads),
    ]),
    soundStep(
      scenes.map(({ id }) => id),
      30,
    ),
  ];
}

const settings = { signal: never, onEvent: () => undefined, lanes: {} };
const making = (planned: readonly PlannedStep[]): string[] =>
  planned.filter(({ action }) => action === 'make').map(({ id }) => id);

describe('the steps of the narration', () => {
  it('make clips, a voice with its timeline, and the film’s track', async () => {
    const store = new Store(await temporaryFolder());
    const made = await run(await steps('0.97', [sceneOf('one', percent)]), store, settings);
    const narration = made.get('narration:one');
    if (!narration) throw new Error('no narration was made');
    const timeline = sceneTimelineSchema.parse(await narration.json('timeline.json'));
    expect(timeline.sentences.map(({ text }) => text)).toEqual([
      'It gets 97% of the points right.',
      'So tanh does it.',
    ]);
    expect(timeline.cues['all']).toBe(timeline.sentences[0]?.words[2]?.start);
    const { samples, sampleRate } = decodeWav(await readFile(narration.file('voice.wav')));
    expect(samples.length / sampleRate).toBeCloseTo(timeline.durationInFrames / 30, 6);
    expect(claimResultsSchema.parse(narration.meta['claims'])).toMatchObject([{ holds: true, scene: 'one' }]);
    expect(Object.keys(made.get('speech:one')?.manifest.files ?? {}).sort()).toEqual([
      'clip-0.wav',
      'clip-1.wav',
      'speech.json',
    ]);
    expect(made.get('sound:film')?.meta['seconds']).toBeCloseTo(timeline.durationInFrames / 30, 3);
    expect(making(await plan(await steps('0.97', [sceneOf('one', percent)]), store))).toEqual([]);
  });

  it('speak again only where the words change', async () => {
    const store = new Store(await temporaryFolder());
    const [one, two] = [sceneOf('one', percent), sceneOf('two', () => [{ text: 'A second {a}scene.' }])];
    const first = await run(await steps('0.97', [one, two]), store, settings);

    // The training's number is another; it is spoken alike, and only the record of the claim differs.
    const same = await run(await steps('0.971', [one, two]), store, settings);
    expect(same.get('speech:one')?.key).toBe(first.get('speech:one')?.key);
    expect(same.get('narration:one')?.key).not.toBe(first.get('narration:one')?.key);
    expect(same.get('sound:film')?.key).toBe(first.get('sound:film')?.key);

    // A cue that moves and a caption that is read alike: the timeline is made again, no voice is heard.
    const moved = sceneOf('two', () => [{ text: 'A {a}second “scene”.' }]);
    expect(making(await plan(await steps('0.971', [one, moved]), store))).toEqual(['narration:two']);

    const longer = sceneOf('two', () => [{ text: 'A second {a}scene, a long one.' }]);
    const third = await run(await steps('0.971', [one, longer]), store, settings);
    expect(third.get('narration:one')?.key).toBe(same.get('narration:one')?.key);
    expect(third.get('sound:film')?.key).not.toBe(same.get('sound:film')?.key);
  });

  it('leave out what does not hold, and keep its cue', async () => {
    const store = new Store(await temporaryFolder());
    const made = await run(await steps('0.5', [sceneOf('one', percent)]), store, settings);
    const timeline = sceneTimelineSchema.parse(await made.get('narration:one')?.json('timeline.json'));
    expect(timeline.sentences).toHaveLength(1);
    expect(timeline.cues['it']).toBeCloseTo((timeline.sentences[0]?.end ?? NaN) + 0.35, 3);
    expect(claimResultsSchema.parse(made.get('narration:one')?.meta['claims'])).toMatchObject([
      { holds: false, outcome: 'left out', measured: 'accuracy 0.5' },
    ]);
  });

  it('refuse a script that the voice cannot read before anything is made', async () => {
    const store = new Store(await temporaryFolder());
    const wrong = sceneOf('one', () => [{ text: 'It snows ☃ today.' }]);
    await expect(run(await steps('1', [wrong]), store, settings)).rejects.toMatchObject({ exitCode: 2 });
  });
});
