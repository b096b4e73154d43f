import { clamp01 } from '../motion/ease';
import { between, type Look } from '../stage/look';
import type { EdgeStyle, NeuronStyle } from '../stage/network-diagram';
import { weightEdge } from '../stage/network-diagram';
import type { Network } from '../../training/network';

/** How far from its edge's colour an unlit neuron's ring is, so that it can be seen on the stage. */
const RING = 0.45;

/**
 * A neuron lit by its value: by its sign in the colour of weights of that sign, as strongly as its size.
 * @param full The size at which it is fully lit: 1 for tanh.
 * @param light How much it is lit at all, 0 … 1.
 */
export function litNeuron({ theme, layout }: Look, value: number, full: number, light = 1): NeuronStyle {
  const share = clamp01(Math.abs(value) / full);
  const hue = theme.signs[value < 0 ? 0 : 1];
  return {
    ring: between(theme.axis, hue, light * clamp01(share / RING)),
    fill: between(theme.surface, hue, 0.92 * light * share),
    lineWidth: 3 * layout.unit,
  };
}

/** The output neuron lit by its probability of class 1: in that class's colour, as far as it is from even. */
export function litOutput({ theme, layout }: Look, probability: number, light = 1): NeuronStyle {
  const sure = 2 * probability - 1;
  const hue = theme.classes[sure < 0 ? 0 : 1];
  const share = Math.abs(sure);
  return {
    ring: between(theme.axis, hue, light * clamp01(share / RING)),
    fill: between(theme.surface, hue, light * share),
    lineWidth: 3 * layout.unit,
  };
}

/** The edges of a network, by their weights. */
export const networkEdge =
  (look: Look, { weights }: Network, strongest: number) =>
  (k: number, from: number, to: number): EdgeStyle => {
    const { cols, data } = weights[k]!;
    return weightEdge(look, data[to * cols + from]!, strongest);
  };
