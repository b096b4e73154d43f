import type { Context2D } from '../../remotion/stage/scene';

/** A context that draws nothing and writes down what it is asked to draw, for rules that hold for every picture. */

export interface Mark {
  readonly kind: 'text' | 'dot' | 'image';
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly fontSize: number;
  readonly alpha: number;
}

export interface Recorder {
  readonly context: Context2D;
  readonly marks: Mark[];
  /** Every call and every assignment in order: equal logs mean equal pixels. */
  readonly log: string[];
}

export function recorder(): Recorder {
  const marks: Mark[] = [];
  const log: string[] = [];
  const state: Record<string, unknown> = { globalAlpha: 1, font: '400 10px x', textAlign: 'left' };
  const saved: Record<string, unknown>[] = [];
  const fontSize = (): number => Number(/([\d.]+)px/.exec(String(state['font']))?.[1] ?? 0);
  const widthOf = (text: string): number => text.length * fontSize() * 0.62;
  const mark = (kind: Mark['kind'], text: string, box: readonly [number, number, number, number]): void => {
    const [left, top, right, bottom] = box;
    marks.push({
      kind,
      text,
      left,
      right,
      top,
      bottom,
      fontSize: fontSize(),
      alpha: Number(state['globalAlpha']),
    });
  };
  const textAt = (text: string, x: number, y: number): void => {
    const width = widthOf(text);
    const left =
      x - (state['textAlign'] === 'center' ? width / 2 : state['textAlign'] === 'right' ? width : 0);
    const [rise, fall] = state['textBaseline'] === 'middle' ? [0.5, 0.5] : [0.8, 0.2];
    mark('text', text, [left, y - rise * fontSize(), left + width, y + fall * fontSize()]);
  };
  const calls: Record<string, (...given: never[]) => unknown> = {
    save: () => saved.push({ ...state }),
    restore: () => Object.assign(state, saved.pop()),
    measureText: (text: string) => ({ width: widthOf(text) }),
    fillText: textAt,
    arc: (x: number, y: number, r: number) => mark('dot', '', [x - r, y - r, x + r, y + r]),
    drawImage: (_image: unknown, ...rest: number[]) => {
      const [x = 0, y = 0, width = 0, height = 0] = rest.slice(-4);
      mark('image', '', [x, y, x + width, y + height]);
    },
    createImageData: (width: number, height: number) => ({ data: new Uint8ClampedArray(width * height * 4) }),
  };
  const context = new Proxy(state, {
    get: (_, name: string) =>
      name in state
        ? state[name]
        : (...given: unknown[]) => {
            log.push(
              `${name}(${given.map((value) => (typeof value === 'object' ? '…' : String(value))).join()})`,
            );
            return (calls[name] as ((...given: unknown[]) => unknown) | undefined)?.(...given);
          },
    set: (_, name: string, value: unknown) => {
      state[name] = value;
      log.push(`${name}=${typeof value === 'object' ? '…' : String(value)}`);
      return true;
    },
  });
  return { context: context as unknown as Context2D, marks, log };
}

/** Node has no OffscreenCanvas; the thumbnails' atlas is drawn on this one. */
export class SilentCanvas {
  readonly context: Context2D = recorder().context;
  constructor(
    readonly width: number,
    readonly height: number,
  ) {}
  getContext(): Context2D {
    return this.context;
  }
}
