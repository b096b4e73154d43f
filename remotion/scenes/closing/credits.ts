import { lagged } from '../../motion/lagged';
import type { Facts } from '../../stage/facts';
import type { Box } from '../../stage/layout';
import { faded } from '../../stage/path';
import type { Context2D, Given } from '../../stage/scene';
import { drawText } from '../../stage/text';
import { DIGITS } from './spaces';

/** To whom the film is owed: only what is true of this run and of the voice that speaks. */
export interface Credit {
  readonly role: string;
  /** The first line is the name. */
  readonly lines: readonly string[];
}

/** Voices by the names that `--voice` takes; of one that is not here, or of silence, nothing is said. */
const VOICES: Readonly<Record<string, readonly string[]>> = {
  flite: ['Flite', 'Carnegie Mellon University'],
  'flite-rms': ['Flite', 'Carnegie Mellon University'],
};

/** @param voice by the name that `--voice` takes */
export function creditsOf(facts: Facts, voice: string | null | undefined): Credit[] {
  const { data } = facts.recording(DIGITS).hyperparameters;
  const speaks = voice && Object.hasOwn(VOICES, voice) ? VOICES[voice] : undefined;
  return [
    {
      role: 'After the lesson',
      lines: ['Visualizing Neural Networks', 'blog post and video, 2022', 'youtube.com/watch?v=pdNYw6qwuNc'],
    },
    ...(data === 'mnist'
      ? [
          {
            role: 'Digits',
            lines: ['MNIST, CC BY-SA 3.0', 'Yann LeCun, Corinna Cortes,', 'Christopher J. C. Burges'],
          },
        ]
      : []),
    ...(speaks === undefined ? [] : [{ role: 'Voice', lines: speaks }]),
    { role: 'Made with', lines: ['Untangle and Remotion', 'set in Inter'] },
  ];
}

interface Measures {
  readonly role: number;
  readonly name: number;
  readonly line: number;
  /** Between baselines, and between credits. */
  readonly leading: number;
  readonly gap: number;
}

const WIDE: Measures = { role: 30, name: 48, line: 36, leading: 54, gap: 44 };
const SMALL: Measures = { role: 26, name: 34, line: 26, leading: 41, gap: 34 };
const TALL: Measures = { role: 34, name: 58, line: 42, leading: 62, gap: 56 };

const heightOf = ({ lines }: Credit, { role, leading }: Measures): number =>
  1.5 * role + lines.length * leading;

/** Credits below one another, in the middle of each column. */
export function drawCredits(
  context: Context2D,
  given: Given,
  box: Box,
  credits: readonly Credit[],
  entered: number,
): void {
  const { layout } = given;
  const measures = { wide: WIDE, tall: TALL, square: SMALL }[layout.name];
  const columns = layout.name === 'tall' ? [credits] : halved(credits);
  const heights = columns.map(
    (own) =>
      own.reduce((sum, credit) => sum + heightOf(credit, measures), 0) + (own.length - 1) * measures.gap,
  );
  const top = box.y + Math.max(0, box.height - Math.max(...heights) * layout.unit) / 2;
  columns.forEach((own, column) => {
    const x = box.x + (box.width * (column + 0.5)) / columns.length;
    let y = top;
    own.forEach((credit) => {
      const turn = credits.indexOf(credit);
      faded(context, lagged(turn, credits.length, entered, 0.35), () =>
        drawCredit(context, given, credit, x, y, measures),
      );
      y += (heightOf(credit, measures) + measures.gap) * layout.unit;
    });
  });
}

/** Two columns, read one after the other. */
const halved = (credits: readonly Credit[]): (readonly Credit[])[] => {
  const first = Math.ceil(credits.length / 2);
  return [credits.slice(0, first), credits.slice(first)];
};

function drawCredit(
  context: Context2D,
  given: Given,
  { role, lines }: Credit,
  x: number,
  y: number,
  measures: Measures,
): void {
  const { theme, layout } = given;
  const { unit } = layout;
  drawText(context, given, role, x, y + measures.role * unit, {
    size: measures.role,
    weight: 500,
    color: theme.accent,
    align: 'center',
  });
  lines.forEach((text, i) =>
    drawText(context, given, text, x, y + (1.5 * measures.role + (i + 0.72) * measures.leading) * unit, {
      size: i === 0 ? measures.name : measures.line,
      weight: i === 0 ? 600 : 400,
      color: i === 0 ? theme.ink : theme.muted,
      align: 'center',
    }),
  );
}
