import { lagged } from '../../motion/lagged';
import { mix, span } from '../../motion/span';
import { between } from '../../stage/look';
import { formatPercent } from '../../stage/number';
import { faded } from '../../stage/path';
import type { Context2D } from '../../stage/scene';
import { drawText } from '../../stage/text';
import { litNeuron } from '../network-look';
import { answeredAt, LAYER, layerFrom, strongest, type Told } from './story';

/** A neuron for each digit, lit by its number; the strongest says what the network takes the digit for. */
export function drawOutputs(context: Context2D, told: Told): void {
  const { story, time, given } = told;
  const { theme, layout } = given;
  const { unit } = layout;
  const { outputs, radius, downwards } = story.places;
  const last = story.widths.length - 1;
  const from = layerFrom(told, last, last) + LAYER.edges - 0.15;
  const entered = span(from, from + LAYER.cells, time, (t) => t);
  if (entered <= 0) return;
  const logits = story.values.at(-1)!;
  const full = strongest(logits);
  const answered = answeredAt(told, last);
  outputs.forEach(({ x, y }, digit) => {
    const t = lagged(digit, outputs.length, entered, 0.12);
    if (t <= 0) return;
    const won = digit === story.said ? answered : 0;
    const { ring, fill, lineWidth } = litNeuron(given, logits[digit]!, full, t);
    const r = radius * mix(0.6, 1, t) * mix(1, 1.15, won);
    faded(context, t, () => {
      context.beginPath();
      context.arc(x, y, r, 0, 2 * Math.PI);
      context.fillStyle = between(fill, theme.accent, won);
      context.fill();
      context.strokeStyle = between(ring, theme.accent, won);
      context.lineWidth = mix(lineWidth ?? 3 * unit, 5 * unit, won);
      context.stroke();
    });
    const gap = (downwards ? mix(58, 74, won) : 62) * unit;
    const [textX, textY] = downwards ? [x, y + gap] : [x + gap, y];
    const others = answered * (digit === story.said ? 0 : 1);
    drawText(context, given, String(digit), textX, textY, {
      size: mix(36, 60, won),
      weight: 600,
      color: between(between(theme.ink, theme.muted, others), theme.accent, won),
      align: 'center',
      baseline: 'middle',
      alpha: t,
    });
    if (digit !== story.said) return;
    const share = formatPercent(story.share);
    drawText(context, given, share, downwards ? x : textX + 34 * unit, downwards ? textY + 58 * unit : y, {
      size: 36,
      color: theme.accent,
      align: downwards ? 'center' : 'left',
      baseline: 'middle',
      alpha: span(0.4, 1, won),
    });
  });
}
