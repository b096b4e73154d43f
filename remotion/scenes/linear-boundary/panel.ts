import { span, window } from '../../motion/span';
import { drawDots } from '../../stage/dots';
import type { FormulaPaths } from '../../stage/formula';
import { drawFormula, type FormulaStyle } from '../../stage/formula-draw';
import { drawMorph, type Placed } from '../../stage/formula-morph';
import { between } from '../../stage/look';
import { memo } from '../../stage/memo';
import { faded } from '../../stage/path';
import type { Context2D, Given } from '../../stage/scene';
import { drawText } from '../../stage/text';
import { lineFormula } from '../layer-formula';
import { chainName, definitionOf } from './formulas';
import { shareOfNumbers } from './measure';
import type { Line } from './places';
import { storyOf, unwoundAt, type Told } from './story';

/** What stands beside the plane: which layer this is, the line's equation in this space, and what was counted. */
export function drawPanel(context: Context2D, told: Told): void {
  drawHeading(context, told);
  drawEquation(context, told);
  drawNumbers(context, told);
  drawDefinition(context, told);
  drawCounts(context, told);
}

interface Headed {
  readonly text: string;
  readonly from: number;
}

function headings({ story, given }: Told): Headed[] {
  const { layers, ways } = story;
  // Where the equation stands beside it there is less room.
  const back = given.layout.name === 'square' ? 'Undo layer' : 'Back through layer';
  return [
    { text: `Layer ${layers + 1} of ${layers + 1}`, from: -1 },
    ...ways.map(({ layer, from }) => ({ text: `${back} ${layer + 1}`, from: from - 0.12 })),
    { text: 'Input', from: (ways.at(-1)?.to ?? Infinity) - 0.1 },
  ];
}

function drawHeading(context: Context2D, told: Told): void {
  const { given, time, story } = told;
  const { x, y, size } = story.places.heading;
  const all = headings(told);
  all.forEach(({ text, from }, i) => {
    const next = all[i + 1]?.from ?? Infinity;
    const alpha = Math.min(span(from + 0.12, from + 0.4, time), 1 - span(next - 0.16, next + 0.1, time));
    drawText(context, given, text, x, y, { size, weight: 600, color: given.theme.ink, alpha });
  });
}

/** The largest em up to the line's own at which a formula fits into its room. */
const fitting = ({ width }: FormulaPaths, { size, room }: Line): number => Math.min(size, room / width);

/** How brightly the last layer's weights and bias shine. */
const litAt = ({ times }: Told['story'], time: number): number =>
  window(times.line + 0.2, times.normal + 2.2, time, 0.6);

/** The line's equation in the space that is seen: with every layer gone back through, one more stands in it. */
function drawEquation(context: Context2D, { given, time, story }: Told): void {
  const { places, layers, times, ways } = story;
  const { theme, formulas } = given;
  const { terms } = theme;
  const lit = litAt(story, time);
  // On the number line w·x + b is any number, and 0 only where the line goes through.
  const unequal = { alpha: 1 - 0.72 * shareOfNumbers({ time, story }) };
  const lastOf = (k: number): Placed => {
    const formula = formulas[chainName(k)]!;
    const { x, y, align } = places.formula;
    const working = ways.find(({ layer }) => layer === k);
    const on = working ? 1 - span(working.to, working.to + 0.6, time) : 0;
    const style: FormulaStyle = {
      size: fitting(formula, places.formula),
      align,
      color: theme.ink,
      parts: {
        matrix: { color: between(theme.ink, terms.matrix, lit) },
        bias: { color: between(theme.ink, terms.bias, lit) },
        equals: unequal,
        zero: unequal,
        ...Object.fromEntries(
          [`f${k + 1}`, `c${k + 1}`].map((part) => [part, { color: between(theme.ink, theme.accent, on) }]),
        ),
      },
    };
    return { formula, x, y, style };
  };
  const working = ways.findLast(({ from }) => time >= from);
  if (!working) {
    const placed = lastOf(layers);
    drawFormula(context, placed.formula, placed.x, placed.y, {
      ...placed.style,
      written: span(times.line + 0.1, times.line + 1.5, time, (t) => t),
    });
    return;
  }
  const { layer, from } = working;
  drawMorph(context, lastOf(layer + 1), lastOf(layer), span(from, from + 0.75, time));
}

/** Made once: formulas put together are dear. */
const composedOf = memo((given: Given) => {
  const { trained, layers } = storyOf(given);
  return {
    numbers: lineFormula(given.formulas, trained),
    definitions: Array.from({ length: layers }, (_, k) => definitionOf(given.formulas, k + 1)),
    each: definitionOf(given.formulas, 'each'),
  };
});

/** The last layer's own numbers in its line's equation. */
function drawNumbers(context: Context2D, { given, time, story }: Told): void {
  const { places, times } = story;
  if (!places.numbers) return;
  const { ink, terms } = given.theme;
  const lit = litAt(story, time);
  const { numbers } = composedOf(given);
  const { x, y, align } = places.numbers;
  drawFormula(context, numbers, x, y, {
    size: fitting(numbers, places.numbers),
    align,
    color: ink,
    alpha:
      span(times.line + 0.9, times.line + 1.7, time) * (1 - span(times.back - 0.7, times.back - 0.1, time)),
    parts: {
      matrix: { color: between(ink, terms.matrix, lit) },
      bias: { color: between(ink, terms.bias, lit) },
    },
  });
}

/** What the layer does that is gone back through. */
function drawDefinition(context: Context2D, { given, time, story }: Told): void {
  const { places, ways } = story;
  if (!places.numbers) return;
  const { ink, accent } = given.theme;
  const { definitions, each } = composedOf(given);
  const { x, y, align } = places.numbers;
  const several = ways.length > 1;
  // In the end all of them stand in the equation.
  const allFrom = several ? unwoundAt(story) + 0.5 : Infinity;
  drawFormula(context, each, x, y, {
    size: fitting(each, places.numbers),
    align,
    color: ink,
    alpha: span(allFrom + 0.1, allFrom + 0.45, time),
  });
  ways.forEach(({ layer, from, to }, i) => {
    const next = ways[i + 1]?.from ?? allFrom;
    const formula = definitions[layer]!;
    drawFormula(context, formula, x, y, {
      size: fitting(formula, places.numbers!),
      align,
      color: ink,
      alpha: Math.min(span(from + 0.1, from + 0.45, time), 1 - span(next - 0.16, next + 0.1, time)),
      parts: { name: { color: between(ink, accent, 1 - span(to, to + 0.6, time)) } },
    });
  });
}

/** How many dots of each class have landed on their side of 0. */
function drawCounts(context: Context2D, { given, time, story }: Told): void {
  const { places, counts, times } = story;
  const { theme, layout } = given;
  const { unit } = layout;
  places.counts?.forEach(({ x, y, size }, label) => {
    const { right, all } = counts[label]!;
    const from = times.sides + 0.7 * label;
    faded(
      context,
      span(from, from + 0.6, time) * (1 - span(times.back - 0.7, times.back - 0.1, time)),
      () => {
        const radius = 0.3 * size * unit;
        drawDots(
          context,
          { x: Float64Array.of(x + radius), y: Float64Array.of(y - 0.36 * size * unit), classes: [label] },
          { colors: theme.classes, radius },
        );
        const side = label === 0 ? 'below' : 'above';
        drawText(context, given, `${right} of ${all} ${side} 0`, x + 1.1 * size * unit, y, {
          size,
          weight: 500,
          color: theme.ink,
        });
      },
    );
  });
}
