import { networkAt } from '../../../training/network';
import { polyline } from '../../motion/curve';
import { span } from '../../motion/span';
import type { ExperimentFacts } from '../../stage/facts';
import type { FormulaPaths } from '../../stage/formula';
import { squareAt } from '../../stage/grid-lines';
import type { Box } from '../../stage/layout';
import { memo } from '../../stage/memo';
import { mixBoxes } from '../../stage/plane';
import type { Given, Moment } from '../../stage/scene';
import { sheetOf, type Sheet } from '../../stage/sheet';
import { lineFormula } from '../layer-formula';
import { edgeOnMove, stateAt as walkAt, walkOf, type Walk, type WalkState } from '../layer-walk';
import { extentOf, halfAround } from '../walk-extent';
import { lensOf, poseOf, seenPoints, seeThrough, type Lens } from '../walk-lens';
import { placesOf, type Places } from './places';

/** A picture of a space as a layer has left it, in pixels. */
export interface SmallPicture {
  readonly dots: Float64Array;
  readonly border: readonly number[];
}

export interface Story {
  readonly facts: ExperimentFacts;
  readonly widths: readonly number[];
  readonly walk: Walk;
  /** The last layer's line or plane with its numbers, where it has one output. */
  readonly line: FormulaPaths | undefined;
  readonly lineFrom: number;
  /** When the camera first tips: what is drawn on the plane alone has gone by then. */
  readonly tipsFrom: number;
  readonly points: Float64Array;
  readonly labels: ArrayLike<number>;
  readonly sheet: Sheet;
  readonly places: Places;
  readonly strip: readonly SmallPicture[];
}

/** A moment of the scene about one experiment. */
export interface Told extends Moment {
  readonly story: Story;
}

const PACE = { seconds: { matrix: 2.3, bias: 1.3, activation: 2 }, shortest: 1 } as const;

/** The story of an experiment, derived once a composition. */
export const storyAbout = (experiment: string): ((given: Given) => Story) =>
  memo((given) => storyOf(given, experiment));

function storyOf(given: Given, experiment: string): Story {
  const facts = given.facts.experiment(experiment);
  const { widths, activation } = facts;
  const read = (array: string) => given.tensor('projection', experiment, array);
  const layers = widths.slice(1).map((_, k) => k + 1);
  const network = networkAt(
    layers.map((k) => read(`weights-${k}`)),
    layers.map((k) => read(`biases-${k}`)),
    -1,
    activation,
  );
  const points = Float64Array.from(given.tensor('dataset', experiment, 'points').data);
  const labels = given.tensor('dataset', experiment, 'labels').data;
  const half = halfAround(points);
  const places = placesOf(given.layout, widths);
  const { cues, duration } = given;
  const until = cues.line ?? duration;
  const walk = walkOf({
    network,
    points,
    half,
    box: places.plane,
    width: given.width,
    at: (part, layer) => cues[`${part}-${layer + 1}`],
    until,
    pace: PACE,
  });
  const lineFrom = Math.max(until, walk.end);
  const orbit = edgeOnMove(walk, lineFrom, lineFrom + 2.6);
  return {
    facts,
    widths,
    walk: orbit ? { ...walk, moves: [...walk.moves, orbit] } : walk,
    line: network.weights.at(-1)!.rows === 1 ? lineFormula(given.formulas, network) : undefined,
    lineFrom,
    tipsFrom: walk.moves.find(({ part }) => part === 'camera')?.from ?? Infinity,
    points,
    labels,
    sheet: sheetOf(half, half > 2 ? 0.25 : 0.125),
    places,
    strip: smallPictures(walk, points, places.strip, half),
  };
}

/** A picture of the strip has room around what it shows. */
const inner = ({ x, y, width, height }: Box): Box => ({
  x: x + width * 0.06,
  y: y + height * 0.06,
  width: width * 0.88,
  height: height * 0.88,
});

/** Each in the window that the layer ended in. */
function smallPictures(
  { space, network, moves }: Walk,
  points: Float64Array,
  boxes: readonly Box[],
  half: number,
): SmallPicture[] {
  // As the camera sees it that has tipped.
  const turn = moves.find(({ poses }) => poses[1].tilt > 0)?.poses[1].turn ?? 0;
  return boxes.map((box, k) => {
    const map = space.at(k);
    const deep = space.widths[k] === 3;
    const extent = extentOf(map, points, half, k > 0 ? network.activation : undefined, space.widths[k]);
    const lens = lensOf(inner(box), { ...poseOf(extent, deep ? 1 : 0, box), turn });
    const border = polyline(
      (t, out) => {
        map(...squareAt(half, t), out);
        seeThrough(lens, out);
      },
      { pieces: 48 },
    );
    return { dots: seenPoints(points, map, lens), border };
  });
}

export const stateAt = ({ walk }: Pick<Story, 'walk'>, time: number): WalkState => walkAt(walk, time);

/** Where the plane stands: in the middle first, then it makes room for the network. */
export const boxAt = ({ time, cue, story }: Told): Box => {
  const { opening, plane } = story.places;
  return mixBoxes(opening, plane, span(cue('network') - 0.3, cue('network') + 1.5, time));
};

export const lensAt = (moment: Told, { pose }: WalkState): Lens => lensOf(boxAt(moment), pose);

/** Where the dots are in the frame: [x₀, y₀, x₁, y₁, …] in pixels. */
export const dotsAt = (moment: Told): Float64Array => {
  const state = stateAt(moment.story, moment.time);
  const { walk, points } = moment.story;
  return seenPoints(points, walk.space.at(state.progress), lensAt(moment, state));
};
