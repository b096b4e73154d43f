import { easeQuadOut } from '../../motion/ease';
import { mix, span } from '../../motion/span';
import { frameIn, viewOf, type View } from '../../stage/camera';
import type { Box } from '../../stage/layout';
import type { Moment } from '../../stage/scene';
import { circle, line, plane, sphere, torus, type CurveShape, type SurfaceShape } from './shapes';

/** When what enters, turns and is enlarged. All times are seconds since the scene began. */

const degrees = (angle: number): number => (angle * Math.PI) / 180;

/** Where the camera comes to rest, and how far it has turned until then. */
const AZIMUTH = degrees(24);
const TURN = degrees(80);
const ELEVATION = degrees(26);
const DISTANCE = 7;
/** World units that a cell is wide. */
const REACH = 2.36;

/** One of the six. */
export interface Example {
  readonly name: string;
  /** Undefined for the dot, which has nothing to be enlarged. */
  readonly shape: CurveShape | SurfaceShape | undefined;
  /** The place on it that one zooms in on: the surfaces' face the eye, nearly. */
  readonly at: readonly [u: number, v: number];
  /** How much longer than in the picture a piece is, where it is foreshortened most; its corners included. */
  readonly aslant: number;
  readonly cue: 'dot' | 'one' | 'two';
  /** Seconds after the cue. */
  readonly after: number;
}

/** The eye's own longitude: the camera's azimuth is counted from −y. */
const FACING = AZIMUTH / Math.PI - 0.5;

export const examples: readonly Example[] = [
  { name: 'dot', shape: undefined, at: [0, 0], aslant: 1, cue: 'dot', after: 0 },
  { name: 'line', shape: line, at: [0.35, 0], aslant: 1.35, cue: 'one', after: 0 },
  { name: 'circle', shape: circle, at: [0.72, 0], aslant: 1.35, cue: 'one', after: 0.6 },
  { name: 'plane', shape: plane, at: [0.12, 0.12], aslant: 2.9, cue: 'two', after: 0 },
  { name: 'sphere', shape: sphere, at: [FACING + 0.08, 0.38], aslant: 1.35, cue: 'two', after: 0.6 },
  { name: 'torus', shape: torus, at: [FACING + 0.06, 0.26], aslant: 1.35, cue: 'two', after: 1.2 },
];

/** How far an example has come in. */
export const enteredAt = ({ time, cue }: Moment, { cue: name, after }: Example): number =>
  span(cue(name) - 0.2 + after, cue(name) + 0.6 + after, time);

/** How far the zoom has come, 0 … 1. */
export const zoomedAt = ({ time, cue }: Moment): number => span(cue('zoom') - 0.1, cue('flat') + 1, time);

/** The last enlargement: what bends bends by less than a hundredth there. */
export const MOST = 36;

export const zoomAt = (moment: Moment): number => MOST ** zoomedAt(moment);

/** How far the shapes have made room for the digits. */
export const upAt = ({ time, cue }: Moment): number => span(cue('digits') - 0.3, cue('digits') + 0.8, time);

/** A camera on a cell. It turns slower and slower, and rests before the zoom. */
export function viewIn({ time, cue }: Moment, cell: Box, grown: number): View {
  const turned = span(0, cue('zoom') - 0.1, time, easeQuadOut);
  return viewOf(
    { target: [0, 0, 0], azimuth: AZIMUTH - TURN * (1 - turned), elevation: ELEVATION, distance: DISTANCE },
    frameIn(cell, mix(0.5, 1, grown) * (cell.width / REACH)),
  );
}
