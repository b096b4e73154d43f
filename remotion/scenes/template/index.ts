import type { PlaneMap } from '../../motion/layer-path';
import { polarPath } from '../../motion/polar';
import { span } from '../../motion/span';
import { drawAxes } from '../../stage/axes';
import { drawCurtain } from '../../stage/curtain';
import { drawFormula } from '../../stage/formula-draw';
import { planeOf } from '../../stage/plane';
import { drawSheet, sheetOf } from '../../stage/sheet';
import type { Context2D, DrawnScene, Moment } from '../../stage/scene';

/** A scene to copy: what it says, what it reads and how it draws, in one file. The guide is in scenes/README.md. */

const sheet = sheetOf(2, 0.5);
/** A shear, in C order: x ↦ x + 0.8 y. Change it and look again. */
const path = polarPath([1, 0.8, 0, 1]);

function draw(context: Context2D, moment: Moment): void {
  const { time, given, cue } = moment;
  const { theme, layout, formulas } = given;
  const plane = planeOf(layout.content, { x: 0, y: 0, half: 3.8 });

  // Progress from 0 to 1, tied to the words: the sheet appears at {grid}, and moves at {shear}.
  const appeared = span(cue('grid'), cue('grid') + 1.2, time);
  const moved = span(cue('shear'), cue('shear') + 1.6, time);

  const { matrix: w } = path.at(moved);
  const map: PlaneMap = (x, y, out) => {
    out[0] = w[0] * x + w[1] * y;
    out[1] = w[2] * x + w[3] * y;
    out[2] = 0;
  };
  drawAxes(context, given, plane);
  drawSheet(context, given, plane, map, sheet, { drawn: appeared, border: appeared });

  const { unit, content } = layout;
  const formula = formulas['shear'];
  if (formula)
    drawFormula(context, formula, content.x, content.y + 84 * unit, {
      size: 56 * unit,
      color: theme.ink,
      parts: { matrix: { color: theme.terms.matrix } },
      alpha: moved,
    });
  // Every scene enters from the empty stage and leaves to it.
  drawCurtain(context, moment);
}

export const scene: DrawnScene = {
  id: 'template',
  title: 'A scene to copy',
  chapter: 'Workshop',
  // A mark in braces is a cue; it falls where the word after it begins.
  sentences: () => [
    { text: 'Here is {grid}a piece of the plane.' },
    { text: 'A matrix {shear}moves all of it at once, and straight lines stay straight.', rest: 1 },
  ],
  reads: [],
  formulas: () => ({
    shear: String.raw`\class{matrix}{\begin{bmatrix}1 & 0.8\\ 0 & 1\end{bmatrix}}\,\mathbf{x}`,
  }),
  bitrate: 6_000_000,
  draw,
};
