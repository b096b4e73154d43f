import type { Context2D } from '../../remotion/stage/scene';

/** What was drawn, in the frame's pixels, after clipping. */
export interface Mark {
  readonly kind: 'text' | 'line' | 'formula';
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  readonly text?: string;
  /** Of text: the font's size in pixels. */
  readonly size?: number;
}

interface State {
  clip: { x0: number; y0: number; x1: number; y1: number };
  scale: number;
  moveX: number;
  moveY: number;
  alpha: number;
}

/** A letter of Inter is about this wide, as a share of the size: wide enough to be on the safe side. */
const LETTER = 0.6;

/**
 * Takes the place of a canvas where only positions matter: records texts, formulas and outlines with their boxes.
 * It draws nothing and knows only what scenes use.
 */
export function recordingContext(width: number, height: number): { context: Context2D; marks: Mark[] } {
  const marks: Mark[] = [];
  let state: State = {
    clip: { x0: 0, y0: 0, x1: width, y1: height },
    scale: 1,
    moveX: 0,
    moveY: 0,
    alpha: 1,
  };
  const stack: State[] = [];
  let points: [number, number][] = [];
  let font = '10px Inter';
  const size = (): number => Number(/([\d.]+)px/.exec(font)?.[1]);
  const see = (
    kind: Mark['kind'],
    box: readonly [number, number, number, number],
    more: Partial<Mark> = {},
  ): void => {
    const { clip } = state;
    const [x0, y0, x1, y1] = [
      Math.max(box[0], clip.x0),
      Math.max(box[1], clip.y0),
      Math.min(box[2], clip.x1),
      Math.min(box[3], clip.y1),
    ];
    if (state.alpha > 0 && x1 >= x0 && y1 >= y0) marks.push({ kind, x0, y0, x1, y1, ...more });
  };
  const outline = (): readonly [number, number, number, number] => [
    Math.min(...points.map(([x]) => x)),
    Math.min(...points.map(([, y]) => y)),
    Math.max(...points.map(([x]) => x)),
    Math.max(...points.map(([, y]) => y)),
  ];
  const paint = (path?: unknown): void => {
    if (path) see('formula', [state.moveX, state.moveY, state.moveX, state.moveY], { size: state.scale });
    else if (points.length > 0) see('line', outline());
  };
  const gradient = { addColorStop: () => undefined };
  const api = {
    beginPath: () => (points = []),
    moveTo: (x: number, y: number) => points.push([x, y]),
    lineTo: (x: number, y: number) => points.push([x, y]),
    arc: (x: number, y: number, r: number) => points.push([x - r, y - r], [x + r, y + r]),
    rect: (x: number, y: number, w: number, h: number) => points.push([x, y], [x + w, y + h]),
    roundRect: (x: number, y: number, w: number, h: number) => points.push([x, y], [x + w, y + h]),
    closePath: () => undefined,
    setLineDash: () => undefined,
    // Covers with the empty stage, or soft edges: not a thing that is seen.
    fillRect: () => undefined,
    createLinearGradient: () => gradient,
    fill: paint,
    stroke: paint,
    clip: () => {
      const [x0, y0, x1, y1] = outline();
      state.clip = { x0, y0, x1, y1 };
    },
    save: () => stack.push({ ...state }),
    restore: () => (state = stack.pop() ?? state),
    translate: (x: number, y: number) => {
      state.moveX += x;
      state.moveY += y;
    },
    scale: (x: number) => (state.scale *= x),
    measureText: (text: string) => ({ width: text.length * LETTER * size() }),
    fillText: (text: string, x: number, y: number) => {
      const wide = text.length * LETTER * size();
      const left = x - (target.textAlign === 'center' ? wide / 2 : target.textAlign === 'right' ? wide : 0);
      const middle = target.textBaseline === 'middle';
      const top = y - size() * (middle ? 0.5 : 0.8);
      see('text', [left, top, left + wide, top + size()], { text, size: size() });
    },
  };
  const target = { ...api, textAlign: 'left', textBaseline: 'alphabetic' };
  const context = new Proxy(target as unknown as Record<string, unknown>, {
    get: (object, key: string) => (key === 'globalAlpha' ? state.alpha : object[key]),
    set: (object, key: string, value: unknown) => {
      if (key === 'globalAlpha') state.alpha = value as number;
      else if (key === 'font') font = value as string;
      else object[key] = value;
      return true;
    },
  });
  return { context: context as unknown as Context2D, marks };
}
