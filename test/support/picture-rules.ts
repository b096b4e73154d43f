import type { Box } from '../../remotion/stage/layout';
import { contrast } from './contrast';
import type { Dot, Mark } from './recording-context';

/** PICTURE.md's rules, as questions to what was drawn. Each gives what breaks it, in words; nothing where all is well. */

type Rectangle = Pick<Mark, 'x0' | 'y0' | 'x1' | 'y1'>;

const isText = ({ kind }: Mark): boolean => kind === 'text' || kind === 'formula';
const nameOf = (mark: Mark): string =>
  `${mark.kind}${mark.text === undefined ? '' : ` "${mark.text}"`} at ${mark.x0.toFixed(0)}–${mark.x1.toFixed(0)}, ${mark.y0.toFixed(0)}–${mark.y1.toFixed(0)}`;

/** What is fainter than this is on its way in or out. */
const SEEN = 0.35;

/** @param slack pixels that dots and lines may reach over the edge with their width; texts may not */
export const outside = (marks: readonly Mark[], { x, y, width, height }: Box, slack = 1): string[] =>
  marks
    .filter((mark) => {
      const over = isText(mark) ? 1 : slack;
      const { x0, y0, x1, y1 } = mark.ink;
      return x0 < x - over || y0 < y - over || x1 > x + width + over || y1 > y + height + over;
    })
    .map(nameOf);

/** Texts and formulas, and of all else what no scene may let bleed. */
export const texts = (marks: readonly Mark[]): Mark[] => marks.filter(isText);

export const below = (marks: readonly Mark[], top: number): string[] =>
  marks.filter(({ ink }) => ink.y1 > top + 1).map(nameOf);

export const tooSmall = (marks: readonly Mark[], least: number): string[] =>
  marks.filter(({ size }) => size !== undefined && size < least - 1e-6).map(nameOf);

const shared = (a: Rectangle, b: Rectangle): readonly [number, number] => [
  Math.min(a.x1, b.x1) - Math.max(a.x0, b.x0),
  Math.min(a.y1, b.y1) - Math.max(a.y0, b.y0),
];

/** Pairs of texts or formulas, of different calls, whose ink lies on each other. @param slack pixels that boxes may share */
export function overlaps(marks: readonly Mark[], slack: number): string[] {
  const seen = marks.filter((mark) => isText(mark) && mark.alpha >= SEEN);
  return seen.flatMap((a, i) =>
    seen.slice(i + 1).flatMap((b) => {
      if (a.block === b.block) return [];
      const [wide, high] = shared(a, b);
      return wide > slack && high > slack ? [`${nameOf(a)} lies on ${nameOf(b)}`] : [];
    }),
  );
}

function covers({ x0, y0, x1, y1, circles = [] }: Mark, x: number, y: number): boolean {
  if (x0 > x || x1 < x || y0 > y || y1 < y) return false;
  if (circles.length === 0) return true;
  for (let i = 0; i < circles.length; i += 3)
    if (Math.hypot(x - circles[i]!, y - circles[i + 1]!) <= circles[i + 2]!) return true;
  return false;
}

/** The colour behind a text: of the last opaque fill under its middle, or else the stage's. */
function behind(marks: readonly Mark[], index: number, background: string): string {
  const { x0, y0, x1, y1 } = marks[index]!;
  const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2];
  const ground = marks
    .slice(0, index)
    .findLast(
      (mark) => mark.kind === 'line' && mark.painted === 'fill' && mark.alpha >= 0.9 && covers(mark, x, y),
    );
  return ground?.color ?? background;
}

/** Texts that are wholly there and do not stand out from what is behind them by 4.5 : 1 (WCAG AA). */
export const faint = (marks: readonly Mark[], background: string): string[] =>
  marks.flatMap((mark, i) => {
    if (!isText(mark) || mark.alpha < 0.97) return [];
    const ratio = contrast(mark.color, behind(marks, i, background));
    return ratio < 4.5 ? [`${nameOf(mark)} in ${mark.color}: ${ratio.toFixed(1)} : 1`] : [];
  });

const round = (x: number): number => Math.round(x / 2);
const fingerprint = (mark: Mark): string =>
  [
    mark.kind,
    mark.text,
    mark.color,
    Math.round(mark.alpha * 10),
    round(mark.x0),
    round(mark.y0),
    round(mark.x1),
    round(mark.y1),
    ...(mark.circles ?? []).map(round),
  ].join(' ');

/** How many marks of one picture the other has not, by place, colour and strength. */
export function changes(a: readonly Mark[], b: readonly Mark[]): number {
  const [as, bs] = [new Set(a.map(fingerprint)), new Set(b.map(fingerprint))];
  return [...as].filter((mark) => !bs.has(mark)).length + [...bs].filter((mark) => !as.has(mark)).length;
}

/** Every circle in the order in which it was drawn, in or out of the frame: [x, y, r, …] by colour. */
function circlesOf(dots: readonly Dot[]): Map<string, Dot[]> {
  const byColor = new Map<string, Dot[]>();
  for (const dot of dots) byColor.set(dot.color, [...(byColor.get(dot.color) ?? []), dot]);
  return byColor;
}

/**
 * The furthest that a dot got from one picture to the next, in pixels, and how many dots were followed. A dot is known by its
 * place in the order of drawing: of all, or where some came or went, of those of its colour.
 * @param largest radius of a dot in pixels; what is larger, or grows, is no dot
 */
export function fastest(
  before: readonly Dot[],
  after: readonly Dot[],
  largest: number,
): { readonly furthest: number; readonly followed: number } {
  const [a, b] = [circlesOf(before), circlesOf(after)];
  const pairs: (readonly [Dot[], Dot[]])[] =
    before.length === after.length
      ? [[[...before], [...after]]]
      : [...a].map(([color, dots]) => [dots, b.get(color) ?? []] as const);
  let [furthest, followed] = [0, 0];
  for (const [from, to] of pairs) {
    if (from.length !== to.length) continue;
    from.forEach((dot, i) => {
      const next = to[i]!;
      if (!dot.seen || !next.seen) return;
      if (Math.max(dot.r, next.r) > largest || Math.abs(dot.r - next.r) > 0.1 * dot.r) return;
      followed++;
      furthest = Math.max(furthest, Math.hypot(next.x - dot.x, next.y - dot.y));
    });
  }
  return { furthest, followed };
}
