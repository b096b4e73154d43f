import type { Look } from '../../stage/look';
import type { Shape } from './magnification';

/** A circle's hue: of the class whose dots are there, or none. */
export const ringColor =
  ({ theme }: Look, { disk, ring }: Shape) =>
  (radius: number): string =>
    radius <= disk ? theme.classes[0] : radius >= ring[0] ? theme.classes[1] : theme.muted;
