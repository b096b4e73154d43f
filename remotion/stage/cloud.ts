import { magnification, type Screen, type View } from './camera';
import { grouped, sliceOf } from './depth';
import { between } from './look';
import type { Context2D } from './scene';

/** Dots in three dimensions: drawn from the furthest slice of depth to the nearest, one fill for a colour and slice. */
export interface Cloud {
  readonly screen: Screen;
  /** One a dot, an index into the style's colours. */
  readonly classes: ArrayLike<number>;
  /** World units about the target that the depth cues span. */
  readonly reach: number;
}

export interface CloudStyle {
  /** `[class][slice]`, from the furthest slice to the nearest; see `depthShades`. */
  readonly shades: readonly (readonly string[])[];
  /** Pixels, at the target's depth. */
  readonly radius: number;
  /** A rim of this colour keeps a dot apart from what lies behind it; its width in pixels. */
  readonly rim?: { readonly color: string; readonly width: number };
  /** Radius of dot i as a share, for entrances; 1 unless given. */
  readonly grown?: (i: number) => number;
  /** Called after each slice's dots, so that what stands among them is drawn in its place. */
  readonly afterSlice?: (slice: number) => void;
}

/**
 * Each colour from far to near: sunk into the background behind, itself in front.
 * @param sunk How much of the background the furthest slice has, 0 … 1.
 */
export const depthShades = (
  colors: readonly string[],
  background: string,
  slices: number,
  sunk = 0.62,
): readonly (readonly string[])[] =>
  colors.map((color) =>
    Array.from({ length: slices }, (_, s) =>
      between(color, background, sunk * (1 - (s + 0.5) / slices) ** 1.3),
    ),
  );

export function drawCloud(context: Context2D, view: View, cloud: Cloud, style: CloudStyle): void {
  const { screen, classes, reach } = cloud;
  const { shades, radius, rim, grown, afterSlice } = style;
  const slices = shades[0]?.length ?? 0;
  const count = screen.x.length;
  const keys = new Uint16Array(count);
  for (let i = 0; i < count; i++)
    keys[i] = sliceOf(view, screen.depth[i]!, reach, slices) * shades.length + classes[i]!;
  const { order, starts } = grouped(keys, slices * shades.length);

  const trace = (from: number, to: number, wider: number): void => {
    context.beginPath();
    for (let at = from; at < to; at++) {
      const i = order[at]!;
      const r = radius * magnification(view, screen.depth[i]!) * (grown ? grown(i) : 1);
      if (r <= 0) continue;
      context.moveTo(screen.x[i]! + r + wider, screen.y[i]!);
      context.arc(screen.x[i]!, screen.y[i]!, r + wider, 0, 2 * Math.PI);
    }
  };
  for (let slice = 0; slice < slices; slice++) {
    const first = slice * shades.length;
    if (rim) {
      // Filled and not stroked: a stroke of as many arcs takes twice as long.
      trace(starts[first]!, starts[first + shades.length]!, rim.width);
      context.fillStyle = rim.color;
      context.fill();
    }
    shades.forEach((levels, c) => {
      const [from, to] = [starts[first + c]!, starts[first + c + 1]!];
      if (from === to) return;
      trace(from, to, 0);
      context.fillStyle = levels[slice]!;
      context.fill();
    });
    afterSlice?.(slice);
  }
}
