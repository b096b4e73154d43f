import type { z } from 'zod';
import type { Tensor } from '../../cache/npy';
import type { Facts } from './facts';
import type { FormulaPaths } from './formula';
import type { Layout } from './layout';
import type { ExperimentOutline, Showable } from './outline';
import type { Theme } from './theme';

/** A 2-D context on a page's canvas or on an OffscreenCanvas; scenes draw on either. */
export type Context2D = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** What a sentence needs to be true; measured, never assumed. */
export interface Claim {
  readonly id: string;
  holds(facts: Facts): boolean;
  /** The measured value, in words: "accuracy 0.97". */
  measured(facts: Facts): string;
  /** What it would have to be: "accuracy = 1". */
  readonly needed: string;
}

/**
 * A sentence of the narration, one clip of the voice.
 * `text` is what the caption shows, with cue marks in braces where something starts to move:
 * `'First the matrix {W}turns and stretches the plane.'` The cue `W` is at the start of the word that follows it.
 */
export interface Sentence {
  readonly text: string;
  /** What the voice reads where the lexicon does not know better (same cue marks are not needed). */
  readonly spoken?: string;
  /** Seconds of rest after the sentence; 0.35 unless said. */
  readonly rest?: number;
  readonly claim?: Claim;
  /** Spoken instead where the claim does not hold; without it the sentence is left out. May carry cue marks too. */
  readonly otherwise?: string;
}

/** What a scene reads from the cache. Names are experiments (`spirals`), fields are `.npy` names without ending. */
export interface Read {
  readonly stage: 'dataset' | 'neighbours' | 'training' | 'projection';
  readonly name: string;
  /** The arrays it draws from, without `.npy`; only these are loaded. `*` means all, where their number depends on the run. */
  readonly arrays: readonly string[] | '*';
}

/** Everything about a composition that does not change from frame to frame. One object a composition, so it can be a memo's key. */
export interface Given {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Seconds. A scene lasts as long as its voice needs. */
  readonly duration: number;
  readonly theme: Theme;
  readonly layout: Layout;
  readonly facts: Facts;
  readonly formulas: Readonly<Record<string, FormulaPaths>>;
  /** Seconds since the scene began. */
  readonly cues: Readonly<Record<string, number>>;
  readonly captions: readonly CaptionPage[];
  /** Who speaks, by the name that `--voice` takes; where that is not known, nothing may be said of it. */
  readonly voice?: string | null;
  /** An array from the cache by stage, name and array: `tensor('training', 'spirals', 'weights-1')`. @throws when the scene's `reads` does not name it. */
  tensor(stage: Read['stage'], name: string, array: string): Tensor;
  /** Values of the scene's own props, as its schema has parsed them. */
  readonly props: Readonly<Record<string, unknown>>;
}

export interface CaptionPage {
  readonly lines: readonly string[];
  /** Seconds since the scene began. */
  readonly start: number;
  readonly end: number;
}

/** One instant of one scene. */
export interface Moment {
  /** Seconds since the scene began. */
  readonly time: number;
  readonly given: Given;
  /** Seconds at which a cue falls. @throws when no sentence has it. */
  cue(name: string): number;
}

interface SceneBase {
  readonly id: string;
  readonly title: string;
  readonly chapter: string;
  /** The folder of `remotion/scenes/` that holds its code, where that is not its id: scenes about several experiments. */
  readonly folder?: string;
  /** What it says. Numbers in sentences come from `facts`. */
  sentences(facts: Facts): readonly Sentence[];
  /** What it reads as its props stand by default. */
  readonly reads: readonly Read[];
  /** What it reads with other props, where that differs: another experiment. */
  readsWith?(props: Readonly<Record<string, unknown>>): readonly Read[];
  /** Which experiments its prop `experiment` may name; Studio offers those. */
  canShow?(outline: ExperimentOutline): Showable;
  /** Other experiments that it always draws, each with what it can show of it. */
  readonly besides?: Readonly<Record<string, (outline: ExperimentOutline) => Showable>>;
  /** TeX by name; made into paths before rendering. `\class{name}{…}` marks parts that can light up. */
  formulas(facts: Facts): Readonly<Record<string, string>>;
  /** Seconds of quiet before the first and after the last word. */
  readonly lead?: number;
  readonly tail?: number;
  /** Bits per second at 1920×1080 and 30 fps that keep its picture above the quality floor. */
  readonly bitrate: number;
  /** Its grid goes on to the edges of the frame, above the captions; without it, everything stays in the safe area. */
  readonly bleeds?: true;
  /** Its own props, which a person may change in Studio; every field has a default, which is what the film shows. */
  readonly props?: z.ZodObject;
}

/** A pure picture of a moment: same moment, same pixels, in any order. */
export interface DrawnScene extends SceneBase {
  draw(context: Context2D, moment: Moment): void;
}

/** A scene made of React components (DOM, SVG, three.js); only the Remotion engine renders it. */
export interface ComponentScene extends SceneBase {
  Component(props: { readonly moment: Moment }): unknown;
}

export type Scene = DrawnScene | ComponentScene;

export const isDrawn = (scene: Scene): scene is DrawnScene => 'draw' in scene;
