import { z } from 'zod';
import type { Ease } from '../../motion/ease';
import { mix, span, through, window, type Stop } from '../../motion/span';
import { graphOf, type Graph } from '../../stage/graph';
import type { Box, Layout } from '../../stage/layout';
import { memo } from '../../stage/memo';
import type { Given, Moment } from '../../stage/scene';

export const propsSchema = z.object({
  /** How far from 0 the number runs, to both sides. */
  reach: z.number().min(2).max(6).default(4),
  /** Where it goes in first. */
  start: z.number().min(0.3).max(2).default(1),
  /** How near to 0 it comes. */
  near: z.number().min(0.1).max(0.4).default(0.2),
  /** Distance of the evenly spaced numbers that are squeezed. */
  step: z.number().min(0.2).max(1).default(0.5),
});

export interface Place {
  readonly x: number;
  readonly y: number;
  /** Pixels of one em. */
  readonly size: number;
}

export interface Places {
  readonly graph: Graph;
  /** Left end of the formula's baseline. */
  readonly formula: Place;
  /** Middle of what is concluded at the end. */
  readonly range: Place;
}

/** Beyond the walls the window shows this much, so that their numbers stand over them. */
const TOP = 1.36;
/** Beyond the furthest number, as a share of it. */
const MARGIN = 1.1;

function placesOf({ name, content, unit }: Layout, reach: number): Places {
  const framed = (box: Box): Graph => graphOf(box, { x: [-MARGIN * reach, MARGIN * reach], y: [-TOP, TOP] });
  const lowerRight = ({ x, y }: Graph, size: number): Place => ({
    x: x((MARGIN * reach) / 2),
    y: y(-0.5) + 0.3 * size,
    size,
  });
  if (name === 'wide') {
    // The graph leaves its upper left empty, and its lower right.
    const graph = framed(content);
    return {
      graph,
      formula: { x: content.x + 24 * unit, y: graph.y(0.53), size: 68 * unit },
      range: lowerRight(graph, 66 * unit),
    };
  }
  const tall = name === 'tall';
  const top = (tall ? 330 : 182) * unit;
  const graph = framed({ ...content, y: content.y + top, height: content.height - top });
  return {
    graph,
    formula: { x: content.x, y: content.y + (tall ? 150 : 92) * unit, size: (tall ? 92 : 66) * unit },
    range: lowerRight(graph, (tall ? 58 : 56) * unit),
  };
}

interface Story {
  readonly reach: number;
  readonly places: Places;
  /** The evenly spaced numbers, from left to right. */
  readonly values: readonly number[];
  /** Digits after the point of an image: enough for it not to read as 1. */
  readonly decimals: number;
  readonly run: readonly Stop<number>[];
  /** When the number passes 0. */
  readonly crossing: number;
}

/** As many decimals, at least three, as it takes for an image that far out to be shown as less than 1. */
export function imageDecimals(reach: number): number {
  let decimals = 3;
  while (Number(Math.tanh(reach).toFixed(decimals)) >= 1) decimals++;
  return decimals;
}

/** Even steps from −reach to reach, through 0. */
export function evenly(reach: number, step: number): number[] {
  const count = Math.floor(reach / step + 1e-9);
  return Array.from({ length: 2 * count + 1 }, (_, i) => (i - count) * step);
}

/** Share of a run in which it gathers way, and again in which it loses it. */
const RAMP = 0.15;
/** Of the frame's width, in one frame at 30 a second: less than the 4 % that the eye can follow. */
const FASTEST = 0.038;

/**
 * Gathers way, goes on at one pace, and comes to rest: its steepest slope is 1 / (1 − RAMP). A number that eased in the
 * usual way would be fastest where the curve is steepest, and its image faster than one can follow.
 */
const cruise: Ease = (t) => {
  if (t > 0.5) return 1 - cruise(1 - t);
  return t < RAMP ? (t * t) / (2 * RAMP * (1 - RAMP)) : (t - RAMP / 2) / (1 - RAMP);
};

/** Out to the right, across to the left, and back close to 0. */
function runOf(
  { cues, duration, width }: Given,
  { reach, start, near }: z.infer<typeof propsSchema>,
  { x, y }: Graph,
): Stop<number>[] {
  const at = (name: string): number => cues[name] ?? duration;
  const right = { from: at('far') - 0.1, to: at('far') + 1.6, value: reach };
  // Long enough for the gap to be seen under the lens.
  const left = right.to + 0.9;
  const scale = Math.max(x(1) - x(0), y(0) - y(1));
  const least = (2 * reach * scale) / ((1 - RAMP) * FASTEST * 30 * width);
  const across = Math.max(least, Math.min(3, at('near') - 0.8 - left));
  const back = Math.max(at('near') - 0.1, left + across + 0.2);
  return [
    { from: 0, to: 0, value: start },
    right,
    { from: left, to: left + across, value: -reach },
    { from: back, to: back + 1.7, value: -near },
  ];
}

export const storyOf = memo((given: Given): Story => {
  const props = propsSchema.parse(given.props);
  const places = placesOf(given.layout, props.reach);
  const run = runOf(given, props, places.graph);
  const across = run[2]!;
  return {
    reach: props.reach,
    places,
    values: evenly(props.reach, props.step),
    decimals: imageDecimals(props.reach),
    run,
    // It goes as far to the left as it was to the right, so it passes the middle at half time.
    crossing: (across.from + across.to) / 2,
  };
});

/** The number that runs, at this moment. */
export const valueAt = ({ time, given }: Moment): number => through(storyOf(given).run, time, mix, cruise);

/** 0 … 1: 0 where the number rests, so that its digits stand. */
export const movingAt = ({ time, given }: Moment): number =>
  Math.max(...storyOf(given).run.map(({ from, to }) => window(from, to + 0.1, time, 0.3)));

/** When the evenly spaced numbers appear, go up to the curve, and go across to the other axis. */
export function fanAt({ time, cue, given }: Moment): {
  readonly shown: number;
  readonly up: number;
  readonly across: number;
} {
  const settled = storyOf(given).run.at(-1)!.to;
  const from = Math.max(cue('fan') - 0.1, settled + 0.3);
  const squeeze = Math.max(cue('squeeze') - 0.1, from + 1.1);
  return {
    shown: span(from, from + 1, time, (t) => t),
    up: span(squeeze, squeeze + 0.8, time),
    across: span(squeeze + 0.8, squeeze + 2.2, time),
  };
}
