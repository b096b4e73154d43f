/** The most a cloud may move from one recorded epoch to the next, as a share of the window's width: more cannot be followed. */
export const MOST_TRAVEL = 0.15;

/**
 * RMS displacement from each recorded epoch to the next over the window's width.
 * @param points `[epochs, samples, 3]`
 */
export function travelOf(points: Float32Array, samples: number, window: number): number[] {
  const size = samples * 3;
  return Array.from({ length: Math.max(0, points.length / size - 1) }, (_, epoch) => {
    let sum = 0;
    for (let i = epoch * size; i < (epoch + 1) * size; i++) sum += (points[i + size]! - points[i]!) ** 2;
    return Math.sqrt(sum / samples) / window;
  });
}

/** The farthest any layer travels in each interval between recorded epochs. @param travel `[layer][interval]` */
export function travelByInterval(travel: readonly (readonly number[])[]): number[] {
  const intervals = Math.max(0, ...travel.map(({ length }) => length));
  return Array.from({ length: intervals }, (_, i) => Math.max(...travel.map((layer) => layer[i] ?? 0)));
}

/** How a run was recorded. */
export interface Recorded {
  readonly experiment: string;
  /** Recorded epochs, 0 first. */
  readonly epochs: readonly number[];
  readonly stepsPerEpoch: number;
  readonly learningRate: number;
}

/**
 * One line for the user where a cloud moves farther than `MOST_TRAVEL` between two recorded epochs: where, how far and
 * what to do; null where none does.
 * @param travel `[layer][interval]`, as shares of the window's width.
 */
export function travelWarning(
  { experiment, epochs, stepsPerEpoch, learningRate }: Recorded,
  travel: readonly (readonly number[])[],
): string | null {
  const jump = largestJump(experiment, epochs, travel);
  if (jump === null) return null;
  const { farthest, place } = jump;
  const steps = epochs.map((epoch) => Math.round(epoch * stepsPerEpoch));
  const single = steps[place + 1]! - steps[place]! <= 1;
  const smaller = `--set ${experiment}.learningRate=${Number((learningRate / 2).toPrecision(3))}`;
  const denser = `--set ${experiment}.record=[${denserSteps(steps, farthest)
    .map((step) => shortEpoch(step, stepsPerEpoch))
    .join(',')}]`;
  return (
    jump.words +
    (single ? `that is a single step, so learn more slowly: ${smaller}` : `record more often: ${denser}`)
  );
}

/** The same line of a run that was recorded elsewhere. */
export function broughtTravelWarning(
  experiment: string,
  epochs: readonly number[],
  travel: readonly (readonly number[])[],
): string | null {
  const jump = largestJump(experiment, epochs, travel);
  return jump && `${jump.words}save the activations of epochs between them, too`;
}

/** Where a cloud moves farthest, in words, if that is too far to be followed. */
function largestJump(
  experiment: string,
  epochs: readonly number[],
  travel: readonly (readonly number[])[],
): { farthest: number[]; place: number; words: string } | null {
  const farthest = travelByInterval(travel);
  const share = Math.max(0, ...farthest);
  if (share <= MOST_TRAVEL) return null;
  const place = farthest.indexOf(share);
  const [from = 0, to = 0] = epochs.slice(place, place + 2);
  const words =
    `${experiment}: between epochs ${shown(from)} and ${shown(to)} a layer's points move by ${(100 * share).toFixed(0)} % ` +
    `of the window, ${100 * MOST_TRAVEL} % is what the eye can follow; `;
  return { farthest, place, words };
}

/** The recorded steps with others between them, where a cloud would move too far, in proportion to how far it moves. */
function denserSteps(steps: readonly number[], farthest: readonly number[]): number[] {
  return steps.flatMap((step, place) => {
    const next = steps[place + 1] ?? step;
    // A quarter to spare: points rarely move evenly.
    const moves = (farthest[place] ?? 0) / MOST_TRAVEL;
    const parts = Math.min(moves > 1 ? Math.ceil(1.25 * moves) : 1, Math.max(1, next - step));
    return Array.from({ length: parts }, (_, i) => step + Math.round((i * (next - step)) / parts));
  });
}

/** The shortest epoch that means this step and no other. */
function shortEpoch(step: number, stepsPerEpoch: number): string {
  const epoch = step / stepsPerEpoch;
  for (let digits = 0; digits < 15; digits++) {
    const short = Number(epoch.toFixed(digits));
    if (Math.abs(short * stepsPerEpoch - step) < 0.05) return String(short);
  }
  return String(epoch);
}

const shown = (epoch: number): string => String(Number(epoch.toFixed(3)));
