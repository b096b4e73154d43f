import { boundsOf } from '../../remotion/render/path-data';
import type { Context2D } from '../../remotion/stage/scene';
import { interWidth } from './inter';

interface Rectangle {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** What was drawn, in the frame's pixels, after clipping. */
export interface Mark {
  /**
   * `line` is any outline that was stroked or filled, `formula` one glyph of a formula, `shade` what fades by a gradient and so
   * has no colour and no edge.
   */
  readonly kind: 'text' | 'line' | 'formula' | 'image' | 'shade';
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  /** The same with the width of its line. */
  readonly ink: Rectangle;
  /** As it was painted, with its own colour's opacity. */
  readonly alpha: number;
  readonly color: string;
  readonly painted: 'fill' | 'stroke';
  /** Marks of one call that draws a text or a formula have the same number. */
  readonly block: number;
  readonly text?: string;
  /** Of text: the font's size in pixels; of formulas: pixels of an em. */
  readonly size?: number;
  /** Full circles in it, [x, y, r] one after the other. */
  readonly circles?: readonly number[];
}

/** Inter's cap height, descent, and how far its baseline lies below the middle of the em, in em. */
const CAPITAL = 0.728;
const DESCENT = 0.21;
const MIDDLE = 0.3;

/** A full circle that was filled, wherever it lies. */
export interface Dot {
  readonly x: number;
  readonly y: number;
  readonly r: number;
  readonly color: string;
  /** Whether its centre is not clipped away. */
  readonly seen: boolean;
}

type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];
interface State {
  readonly clip: Rectangle;
  readonly matrix: Matrix;
  readonly block: number;
  readonly style: Readonly<Record<string, unknown>>;
}

/** Node has no Path2D; the recorder only needs its outline. */
class Outline {
  constructor(readonly d: string = '') {}
}
/** Nor has it canvases beside the page: what is prepared there is seen where it is drawn. */
class Aside {
  constructor(
    readonly width: number,
    readonly height: number,
  ) {}
  getContext(): Context2D {
    return recordingContext(this.width, this.height).context;
  }
}
Object.assign(globalThis, {
  Path2D: globalThis.Path2D ?? Outline,
  OffscreenCanvas: globalThis.OffscreenCanvas ?? Aside,
});

const boxes = new Map<string, ReturnType<typeof boundsOf>>();
function boxOf(d: string): ReturnType<typeof boundsOf> {
  let box = boxes.get(d);
  if (!box) boxes.set(d, (box = boundsOf([d])));
  return box;
}

const multiply = ([a, b, c, d, e, f]: Matrix, [p, q, r, s, t, u]: Matrix): Matrix => [
  a * p + c * q,
  b * p + d * q,
  a * r + c * s,
  b * r + d * s,
  a * t + c * u + e,
  b * t + d * u + f,
];

const opacityOf = (color: string): number => {
  const [, alpha] = /^rgba\((?:[^,]+,){3}\s*([\d.e-]+)\)$/.exec(color) ?? [];
  return alpha === undefined ? 1 : Number(alpha);
};

const DEFAULTS = {
  globalAlpha: 1,
  fillStyle: '#000000',
  strokeStyle: '#000000',
  font: '400 10px Inter',
  textAlign: 'left',
  textBaseline: 'alphabetic',
  lineWidth: 1,
} as const;

/**
 * Takes the place of a canvas where only positions and colours matter: records texts, formulas and outlines with their
 * boxes, with the width of their lines. What fills the whole frame covers; it is not a thing that is seen.
 */
export function recordingContext(
  width: number,
  height: number,
): { context: Context2D; marks: Mark[]; dots: Dot[] } {
  const marks: Mark[] = [];
  const dots: Dot[] = [];
  const fresh = (): State => ({
    clip: { x0: 0, y0: 0, x1: width, y1: height },
    matrix: [1, 0, 0, 1, 0, 0],
    block: 0,
    style: DEFAULTS,
  });
  let state = fresh();
  const stack: State[] = [];
  let blocks = 0;
  let points: [number, number][] = [];
  let circles: number[] = [];

  const at = (x: number, y: number): [number, number] => {
    const [a, b, c, d, e, f] = state.matrix;
    return [a * x + c * y + e, b * x + d * y + f];
  };
  const boundsFor = (list: readonly (readonly [number, number])[]): Rectangle => {
    let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const [x, y] of list) {
      x0 = Math.min(x0, x);
      y0 = Math.min(y0, y);
      x1 = Math.max(x1, x);
      y1 = Math.max(y1, y);
    }
    return { x0, y0, x1, y1 };
  };
  const around = (x: number, y: number, w: number, h: number): Rectangle =>
    boundsFor([at(x, y), at(x + w, y), at(x, y + h), at(x + w, y + h)]);
  const both = (a: Rectangle, b: Rectangle): Rectangle => ({
    x0: Math.max(a.x0, b.x0),
    y0: Math.max(a.y0, b.y0),
    x1: Math.min(a.x1, b.x1),
    y1: Math.min(a.y1, b.y1),
  });
  const see = (
    kind: Mark['kind'],
    box: Rectangle,
    paint: 'fillStyle' | 'strokeStyle',
    more: Partial<Mark> = {},
  ): void => {
    const given = state.style[paint];
    const color = typeof given === 'string' ? given : 'gradient';
    const half =
      paint === 'strokeStyle' && kind === 'line' ? (Number(state.style['lineWidth']) * em()) / 2 : 0;
    const wide = { x0: box.x0 - half, y0: box.y0 - half, x1: box.x1 + half, y1: box.y1 + half };
    const seen = both(box, state.clip);
    const ink = both(wide, state.clip);
    const alpha = Number(state.style['globalAlpha']) * opacityOf(color);
    if (alpha > 0 && ink.x1 >= ink.x0 && ink.y1 >= ink.y0)
      marks.push({
        kind: color === 'gradient' ? 'shade' : kind,
        ...seen,
        ink,
        alpha,
        color,
        painted: paint === 'fillStyle' ? 'fill' : 'stroke',
        block: state.block,
        ...more,
      });
  };
  const size = (): number => Number(/([\d.]+)px/.exec(String(state.style['font']))?.[1]);
  const weight = (): string => /^(\d+) /.exec(String(state.style['font']))?.[1] ?? '400';
  const em = (): number =>
    Math.sqrt(Math.abs(state.matrix[0] * state.matrix[3] - state.matrix[1] * state.matrix[2]));
  const painter =
    (paint: 'fillStyle' | 'strokeStyle') =>
    (path?: unknown): void => {
      if (path instanceof Outline) {
        const { x, y, width: w, height: h } = boxOf(path.d);
        if (w > 0 || h > 0) see('formula', around(x, y, w, h), paint, { size: em() });
      } else if (points.length > 0) {
        const color = state.style[paint];
        if (paint === 'fillStyle' && typeof color === 'string' && state.style['globalAlpha'] !== 0)
          for (let i = 0; i < circles.length; i += 3) {
            const [x, y, r] = [circles[i]!, circles[i + 1]!, circles[i + 2]!];
            const { x0, y0, x1, y1 } = state.clip;
            dots.push({ x, y, r, color, seen: x >= x0 && x <= x1 && y >= y0 && y <= y1 });
          }
        see('line', boundsFor(points), paint, circles.length > 0 ? { circles: [...circles] } : {});
      }
    };
  const add = (...pairs: readonly (readonly [number, number])[]): void => {
    for (const [x, y] of pairs) points.push(at(x, y));
  };
  const gradient = { addColorStop: () => undefined };
  const textAt = (text: string, x: number, y: number): void => {
    const wide = interWidth(text, weight()) * size();
    const { textAlign, textBaseline } = state.style;
    const left = x - (textAlign === 'center' ? wide / 2 : textAlign === 'right' ? wide : 0);
    const base = y + (textBaseline === 'middle' ? MIDDLE * size() : 0);
    const below = /[gjpqyQ,;()]/.test(text) ? DESCENT * size() : 0;
    const before = state.block;
    state = { ...state, block: ++blocks };
    see('text', around(left, base - CAPITAL * size(), wide, CAPITAL * size() + below), 'fillStyle', {
      text,
      size: size() * em(),
    });
    state = { ...state, block: before };
  };
  const transform = (...matrix: Matrix): void => {
    state = { ...state, matrix: multiply(state.matrix, matrix) };
  };
  const api = {
    canvas: { width, height },
    beginPath: () => {
      points = [];
      circles = [];
    },
    moveTo: (x: number, y: number) => add([x, y]),
    lineTo: (x: number, y: number) => add([x, y]),
    bezierCurveTo: (a: number, b: number, c: number, d: number, x: number, y: number) =>
      add([a, b], [c, d], [x, y]),
    quadraticCurveTo: (a: number, b: number, x: number, y: number) => add([a, b], [x, y]),
    arcTo: (a: number, b: number, x: number, y: number) => add([a, b], [x, y]),
    arc: (x: number, y: number, r: number, from: number, to: number) => {
      if (Math.abs(to - from) > 6.28) {
        const [cx, cy] = at(x, y);
        circles.push(cx, cy, r * em());
        add([x - r, y - r], [x + r, y + r]);
      } else
        for (let i = 0; i <= 16; i++) {
          const angle = from + ((to - from) * i) / 16;
          add([x + r * Math.cos(angle), y + r * Math.sin(angle)]);
        }
    },
    ellipse: (x: number, y: number, a: number, b: number) => add([x - a, y - b], [x + a, y + b]),
    rect: (x: number, y: number, w: number, h: number) => add([x, y], [x + w, y + h]),
    roundRect: (x: number, y: number, w: number, h: number) => add([x, y], [x + w, y + h]),
    closePath: () => undefined,
    setLineDash: () => undefined,
    getLineDash: () => [],
    fillRect: (x: number, y: number, w: number, h: number) => {
      const box = around(x, y, w, h);
      if (box.x1 - box.x0 < width * 0.99 || box.y1 - box.y0 < height * 0.99) see('line', box, 'fillStyle');
    },
    strokeRect: (x: number, y: number, w: number, h: number) =>
      see('line', around(x, y, w, h), 'strokeStyle'),
    clearRect: () => undefined,
    drawImage: (_: unknown, ...places: number[]) => {
      const [x = 0, y = 0, w = 0, h = 0] = places.slice(-4);
      see('image', around(x, y, w, h), 'fillStyle');
    },
    createImageData: (w: number, h: number) => ({ data: new Uint8ClampedArray(4 * w * h) }),
    putImageData: () => undefined,
    createLinearGradient: () => gradient,
    createRadialGradient: () => gradient,
    createConicGradient: () => gradient,
    fill: painter('fillStyle'),
    stroke: painter('strokeStyle'),
    clip: (path?: unknown) => {
      if (path instanceof Outline) {
        const { x, y, width: w, height: h } = boxOf(path.d);
        state = { ...state, clip: both(state.clip, around(x, y, w, h)) };
      } else state = { ...state, clip: both(state.clip, boundsFor(points)) };
    },
    save: () => {
      stack.push(state);
      state = { ...state, block: ++blocks };
    },
    restore: () => (state = stack.pop() ?? state),
    reset: () => (state = fresh()),
    translate: (x: number, y: number) => transform(1, 0, 0, 1, x, y),
    scale: (x: number, y: number) => transform(x, 0, 0, y, 0, 0),
    rotate: (t: number) => transform(Math.cos(t), Math.sin(t), -Math.sin(t), Math.cos(t), 0, 0),
    transform: (...matrix: Matrix) => transform(...matrix),
    measureText: (text: string) => ({ width: interWidth(text, weight()) * size() }),
    fillText: textAt,
  };
  const context = new Proxy(api as unknown as Record<string, unknown>, {
    get: (object, key: string) => (key in state.style ? state.style[key] : object[key]),
    set: (_, key: string, value: unknown) => {
      state = { ...state, style: { ...state.style, [key]: value } };
      return true;
    },
  });
  return { context: context as unknown as Context2D, marks, dots };
}
