import type { EpochClock } from '../../motion/epoch-clock';
import { span, type Stop } from '../../motion/span';
import type { Leg } from '../../stage/orbit';

/** When what moves, worked out from the cues alone: never from the scene's length, which a frame rate may round. */

/** Seconds of a move from layer to layer: even a dot that crosses the whole box stays well under 4 % of the frame a frame. */
const LEAST_MOVE = 1.7;
const LONGEST_MOVE = 2.4;
/** Seconds of the epochs' run, at least. */
const LEAST_RUN = 3;
/** Seconds in which the picture draws back from the heap. */
const DRAW_BACK = 2.6;
/** The camera goes on turning while the last sentence ends. */
const LAST_TURN = 4.6;

export interface Plot {
  /** Progress of the epochs' run, 0 … 1. */
  readonly progress: readonly Stop<number>[];
  /** Place between the layers: 0 is the input. */
  readonly place: readonly Stop<number>[];
  /** From the last layer straight to the input, while the place runs back. */
  readonly back: Pick<Stop<number>, 'from' | 'to'>;
  /** From near the heap to all of the window. */
  readonly drawBack: Pick<Stop<number>, 'from' | 'to'>;
  readonly legs: readonly Leg[];
  /** When nothing moves any more. */
  readonly end: number;
}

type Cues = Readonly<Record<string, number>>;

const degrees = (angle: number): number => (angle * Math.PI) / 180;

/** Stops of the way from the last layer to the input and forward again, layer by layer. */
function placeStops(last: number, back: Plot['back'], cues: Cues): Stop<number>[] {
  const stops = [
    { from: 0, to: 0, value: last },
    { ...back, value: 0 },
  ];
  let free = back.to + 0.2;
  for (let layer = 1; layer <= last; layer++) {
    const from = Math.max((cues[`layer-${layer}`] ?? free) - 0.15, free);
    const next = layer < last ? (cues[`layer-${layer + 1}`] ?? 0) : Infinity;
    free = from + Math.min(LONGEST_MOVE, Math.max(LEAST_MOVE, next - 0.3 - from));
    stops.push({ from, to: free, value: layer });
  }
  return stops;
}

/** The clock goes on to the end of the rest that follows the words, and never runs: most happens in its first seconds. */
function epochsRun(cue: (name: string) => number): Pick<Stop<number>, 'from' | 'to'> {
  const from = cue('learn') - 0.1;
  const to = Math.min(cue('end') + 2.6, cue('around') - 0.7);
  return { from, to: Math.max(to, from + LEAST_RUN) };
}

/**
 * @param last index of the last layer
 * @param run undefined where nothing changes through the epochs
 * @throws RangeError when the sentences lack a cue that the scene waits for
 */
export function plotOf(last: number, run: EpochClock | undefined, cues: Cues): Plot {
  const cue = (name: string): number => {
    const at = cues[name];
    if (at === undefined) throw new RangeError(`no sentence of mnist-pca has the cue "${name}"`);
    return at;
  };
  const around = cue('around');
  const away = cue('heap') - 0.2;
  const drawBack = { from: away, to: Math.min(away + DRAW_BACK, (run ? cue('learn') : around) - 0.1) };
  const from = cue('input') - 0.2;
  const back = { from, to: from + LONGEST_MOVE };
  const place = placeStops(last, back, cues);
  const arrived = place.at(-1)!.to;
  const close = Math.max(cue('close') - 2, arrived + 0.1);
  const legs: Leg[] = [
    { from: cue('dots'), to: drawBack.to - 0.1, angle: degrees(120) },
    { from: around - 0.4, to: back.from - 0.1, angle: degrees(120) },
    { from: close, to: close + LAST_TURN, angle: degrees(120) },
  ];
  const start = { from: 0, to: 0, value: run ? 0 : 1 };
  return {
    progress: run ? [start, { ...epochsRun(cue), value: 1 }] : [start],
    place,
    back,
    drawBack,
    legs,
    end: close + LAST_TURN,
  };
}

/** How far the picture has drawn back, 0 … 1. */
export const drawnBack = ({ drawBack }: Plot, time: number): number => span(drawBack.from, drawBack.to, time);
