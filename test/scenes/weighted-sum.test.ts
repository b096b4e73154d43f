import { describe, expect, it } from 'vitest';
import type { ActivationName } from '../../training/network';
import { resolveSentences } from '../../remotion/narration/script';
import { scene } from '../../remotion/scenes/weighted-sum';
import { storyOf } from '../../remotion/scenes/weighted-sum/story';
import type { Given } from '../../remotion/stage/scene';
import { paintScene } from '../support/paint-scene';
import { overlaps } from '../support/picture-rules';
import { factsOf, givenFor } from '../support/scene-given';
import { spiralsFacts, spiralsTensors } from '../support/spirals-network';

const options = { experiment: spiralsFacts, tensors: spiralsTensors };
const withProps = async (props: Readonly<Record<string, unknown>>): Promise<Given> => ({
  ...(await givenFor(scene, options)),
  props: scene.props!.parse(props),
});
const outline = { name: 'x', data: 'spirals', inputs: 2, hidden: [2, 2], activation: 'tanh', classes: 2 };

describe('weighted-sum', () => {
  it('shows arithmetic that is exact in the digits shown, and so writes an equals sign', async () => {
    const story = storyOf(await givenFor(scene, options));
    expect(story.exact).toBe(true);
    expect(story.lines.sum.shapes.some(({ parts }) => parts.includes('is0'))).toBe(true);
  });

  it('writes about equal for a sample that somebody chose and whose digits do not add up', async () => {
    const own = storyOf(await givenFor(scene, options));
    const other = storyOf(await withProps({ sample: 0 }));
    expect(other.index).toBe(0);
    expect(other.exact).toBe(false);
    const sign = ({ lines }: typeof own): string =>
      lines.sum.shapes.find(({ parts }) => parts.includes('is0'))!.d.replace(/[^A-Z]/g, '');
    expect(sign(other)).not.toBe(sign(own));
  });

  it('takes a sample beyond the last as the last', async () => {
    expect(storyOf(await withProps({ sample: 100_000 })).index).toBe(399);
  });

  it('reads what belongs to the experiment in its props', () => {
    const reads = scene.readsWith!({ experiment: 'boundary' });
    expect(new Set(reads.map(({ name }) => name))).toEqual(new Set(['boundary']));
    expect(scene.reads).toEqual(scene.readsWith!({}));
  });

  it('can show points of the plane before two neurons that bend, and says why not else', () => {
    expect(scene.canShow!(outline)).toBe(true);
    expect(scene.canShow!({ ...outline, hidden: [8] })).toMatch(/hidden is \[8\]/);
    expect(scene.canShow!({ ...outline, inputs: 3 })).toMatch(/3 dimensions/);
    expect(scene.canShow!({ ...outline, activation: 'linear' })).toMatch(/linear/);
    expect(scene.canShow!({ ...outline, data: 'mnist' })).toMatch(/pictures/);
  });

  it('does not call the neuron’s value what lacks its bias', () => {
    const said = resolveSentences(scene, factsOf({ experiment: spiralsFacts }))
      .sentences.map(({ text }) => text)
      .join(' ');
    expect(said).not.toContain('value of the neuron');
    expect(said).toMatch(/passes on\. One number is still missing: the bias/);
  });

  it('names tanh only where the run has it', () => {
    const said = (activation: ActivationName): string =>
      resolveSentences(scene, factsOf({ experiment: { ...spiralsFacts, activation } }))
        .sentences.map(({ reading }) => reading.captionWords.join(' '))
        .join(' ');
    expect(said('tanh')).toContain('tanh');
    expect(said('relu')).not.toContain('tanh');
    expect(said('relu')).toContain('bends the sum');
  });

  it('keeps the sum and its image where the curve is, for any activation', async () => {
    for (const activation of ['tanh', 'sigmoid', 'relu', 'leakyRelu'] as const) {
      const given = await givenFor(scene, { ...options, experiment: { ...spiralsFacts, activation } });
      const { graph, arithmetic, activation: g } = storyOf(given);
      const [x0, x1] = graph.x.domain() as [number, number];
      const [y0, y1] = graph.y.domain() as [number, number];
      const [sum] = arithmetic.sums;
      expect(sum).toBeGreaterThan(x0);
      expect(sum).toBeLessThan(x1);
      expect(g(sum)).toBeGreaterThan(y0);
      expect(g(sum)).toBeLessThan(y1);
    }
  });

  it.each([
    [1920, 1080],
    [1080, 1920],
    [1080, 1080],
  ])('at %d×%d writes no number on another, whatever the curve', async (width, height) => {
    for (const activation of ['tanh', 'sigmoid', 'relu', 'leakyRelu'] as const) {
      const experiment = { ...spiralsFacts, activation };
      const given = await givenFor(scene, { ...options, experiment, width, height });
      for (let sample = 0; sample < 400; sample += 23) {
        const own = { ...given, props: scene.props!.parse({ sample }) };
        const { drawn } = paintScene(scene, own, given.cues.bias! - 0.15);
        expect(overlaps(drawn, 3 * own.layout.unit)).toEqual([]);
      }
    }
  });

  it('comes to rest before each sentence ends, however fast or slowly it is spoken', async () => {
    for (const slower of [0.7, 2]) {
      const given = await givenFor(scene, { ...options, slower });
      const at = given.cues.bias! - 0.15;
      expect(paintScene(scene, given, at).drawn).toEqual(paintScene(scene, given, at - 0.05).drawn);
    }
  });
});
