import { atlasOf, type Atlas } from '../../stage/billboard';
import { depthShades } from '../../stage/cloud';
import { between } from '../../stage/look';
import { memo } from '../../stage/memo';
import type { Context2D, Given, Moment } from '../../stage/scene';
import { shortened } from './chip';
import { framingOf, type Framing } from './framing';
import { pickPerClass } from './journey';
import { placesOf } from './places';
import { pointsAt, storyOf, type Kind, type Story } from './story';

/** What the scene derives once from an experiment and a composition. */
export interface Digits {
  readonly story: Story;
  readonly framing: Framing;
  /** What the classes are called where they are shown: no longer than there is room for. */
  names(context: Context2D): readonly string[];
  /** Samples that are seen as pictures, two a class; none where there are no pictures. */
  pictures(): readonly number[];
  /** The same as drawn; not before the first frame, since it takes a canvas. */
  atlas(): Atlas;
}

/** A moment of the scene about one experiment. */
export interface Told extends Moment {
  readonly digits: Digits;
}

const PER_CLASS = 2;
/** Levels of depth a picture is drawn in. */
export const LEVELS = 5;
/** MNIST's digits stand in the middle 20 × 20 of their 28 × 28 pixels; strokes may reach a little beyond. */
const TRIM = 3;
/** Units that are left between the outermost dots and the view's edge. */
const MARGIN = 10;

const picturesOf = (story: Story): number[] =>
  story.images
    ? pickPerClass(pointsAt(story, story.plot.end), story.labels.data, story.classes, PER_CLASS)
    : [];

function atlasFor({ labels, images }: Story, pictures: readonly number[], { theme }: Given): Atlas {
  const bright = theme.digits.map((color) => between(color, theme.ink, 0.72));
  const strokes = depthShades(bright, theme.background, LEVELS, 0.35);
  const edges = depthShades(theme.digits, theme.background, LEVELS, 0.5);
  const pixels = images?.shape[1] ?? 0;
  return atlasOf(
    images
      ? pictures.map((sample) => ({
          pixels: Uint8Array.from(images.data.subarray(sample * pixels, (sample + 1) * pixels)),
          side: Math.round(Math.sqrt(pixels)),
          shades: strokes[labels.data[sample]!]!,
          trim: TRIM,
          edges: edges[labels.data[sample]!]!,
          ground: theme.background,
        }))
      : [],
    LEVELS,
  );
}

const lazy = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
};

/** Gives moments what is derived from the experiment. */
export function digitsAbout(experiment: string, kind: Kind): (moment: Moment) => Told {
  const digitsOf = memo((given): Digits => {
    const story = storyOf(given, experiment, kind);
    const { x, y, width, height } = placesOf(given.layout).view;
    const margin = MARGIN * given.layout.unit;
    const pictures = lazy(() => picturesOf(story));
    let names: readonly string[] | undefined;
    return {
      story,
      framing: framingOf(story, {
        x: x + margin,
        y: y + margin,
        width: width - 2 * margin,
        height: height - 2 * margin,
      }),
      names: (context) => (names ??= story.names.map((name) => shortened(context, given, name))),
      pictures,
      atlas: lazy(() => atlasFor(story, pictures(), given)),
    };
  });
  return (moment) => ({ ...moment, digits: digitsOf(moment.given) });
}
