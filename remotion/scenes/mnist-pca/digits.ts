import { atlasOf, type Atlas } from '../../stage/billboard';
import type { Frame } from '../../stage/camera';
import { depthShades } from '../../stage/cloud';
import { between } from '../../stage/look';
import { memo } from '../../stage/memo';
import { fitOrbit, ringsOfBox, ringsOfPoints } from '../../stage/orbit';
import type { Given, Moment } from '../../stage/scene';
import { pickPerClass } from './journey';
import { placesOf } from './places';
import { cameraAt, pointsAt, storyOf, type Story } from './story';

/** What the scene derives once from an experiment and a composition. */
export interface Digits {
  readonly story: Story;
  readonly frame: Frame;
  /** Samples that are seen as pictures, two a class. */
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

const picturesOf = (story: Story, given: Given): number[] =>
  pickPerClass(pointsAt(story, given.duration), story.labels.data, story.classes, PER_CLASS);

function atlasFor({ labels, images }: Story, pictures: readonly number[], { theme }: Given): Atlas {
  const bright = theme.digits.map((color) => between(color, theme.ink, 0.6));
  const strokes = depthShades(bright, theme.background, LEVELS, 0.35);
  const edges = depthShades(theme.digits, theme.background, LEVELS, 0.5);
  const pixels = images.shape[1]!;
  return atlasOf(
    pictures.map((sample) => ({
      pixels: Uint8Array.from(images.data.subarray(sample * pixels, (sample + 1) * pixels)),
      side: Math.round(Math.sqrt(pixels)),
      shades: strokes[labels.data[sample]!]!,
      trim: TRIM,
      edges: edges[labels.data[sample]!]!,
      ground: theme.background,
    })),
    LEVELS,
  );
}

/** The box fills the view, and what stands outside of it is still in the view: a dot never leaves the picture. */
function frameOf(story: Story, given: Given): Frame {
  const rings = story.facts.widths.flatMap((_, layer) =>
    [0, 1].flatMap((progress) => ringsOfPoints(story.states.state(progress, layer))),
  );
  return fitOrbit([...ringsOfBox(story.half), ...rings], cameraAt(story, 0), placesOf(given.layout).view);
}

const lazy = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
};

/** Gives moments what is derived from the experiment. */
export function digitsAbout(experiment: string): (moment: Moment) => Told {
  const digitsOf = memo((given): Digits => {
    const story = storyOf(given, experiment);
    const pictures = lazy(() => picturesOf(story, given));
    return {
      story,
      frame: frameOf(story, given),
      pictures,
      atlas: lazy(() => atlasFor(story, pictures(), given)),
    };
  });
  return (moment) => ({ ...moment, digits: digitsOf(moment.given) });
}
