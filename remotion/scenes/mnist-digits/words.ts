import type { Facts } from '../../stage/facts';
import type { Sentence } from '../../stage/scene';
import { requireShowable } from '../about';
import { cardinal } from '../number-words';
import { canShow, EXPERIMENT } from './can-show';

/** @throws CannotShowError when the run turned out to be one that the scene cannot show */
export function sentences(facts: Facts): readonly Sentence[] {
  const run = facts.recording(EXPERIMENT);
  requireShowable('mnist-digits', run, canShow);
  const { samples } = facts.dataset(EXPERIMENT);
  const outputs = cardinal(run.widths.at(-1)!);
  return [
    { text: `{wall}Here are ${samples.toLocaleString('en-GB')} handwritten digits.`, rest: 0 },
    { text: '{pick}One digit’s pixels {input}become the inputs.', rest: 0.35 },
    {
      text: `{layers}Layer by layer they become {outputs}${outputs} outputs, and {answer}the strongest names it.`,
    },
  ];
}
