import type { Box } from '../../stage/layout';
import type { Context2D } from '../../stage/scene';
import type { Beat } from './clock';

/** A space of the film, small and alive. */
export interface Panel {
  /** What it is drawn in, in pixels: all of it is cut off there. */
  readonly box: Box;
  draw(context: Context2D, beat: Beat): void;
}

/** A space that is drawn in whatever box it is given. */
export interface Space {
  readonly name: string;
  /** The experiment that it shows, if it shows one. */
  readonly experiment?: string;
  /** Layers that the clock must count for it; 0 where it goes by any. */
  readonly layers: number;
  in(box: Box): Panel;
}
