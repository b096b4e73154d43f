import { z } from 'zod';
import { RequestError } from '../../cache/errors';
import { themes } from '../stage/theme';

/** What a person may ask of a film, as typed on the command line and checked where it enters. */

export interface FilmSettings {
  /** Scene ids in the film's order; null means all. */
  readonly scenes: readonly string[] | null;
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  readonly theme: string;
  readonly engine: 'canvas' | 'remotion';
  readonly voice: string;
  readonly set: readonly string[];
  readonly strict: boolean;
  readonly browser: string | undefined;
}

export const engines = ['canvas', 'remotion'] as const;

const SIZE = { least: 64, most: 4096 };
const FPS = { least: 1, most: 120 };

/** `--draft`: a quarter of the pixels and half the frames, for a quick look. */
const DRAFT = { size: '960x540', fps: 15 };
const FULL = { size: '1920x1080', fps: 30 };

/** Options as commander hands them over. */
export const rawFilmOptionsSchema = z.object({
  draft: z.boolean().default(false),
  scenes: z.string().optional(),
  size: z.string().optional(),
  fps: z.string().optional(),
  theme: z.string().default('night'),
  engine: z.string().default('canvas'),
  voice: z.string().default('flite'),
  set: z.array(z.string()).default([]),
  strict: z.boolean().default(false),
  browser: z.string().optional(),
});

/**
 * @param known the ids of all scenes, in the film's order
 * @throws RequestError naming the option, its value and what is allowed
 */
export function filmSettings(options: unknown, known: readonly string[]): FilmSettings {
  const raw = rawFilmOptionsSchema.parse(options);
  const preset = raw.draft ? DRAFT : FULL;
  const { width, height } = parseSize(raw.size ?? preset.size);
  return {
    scenes: raw.scenes === undefined ? null : parseList('--scenes', raw.scenes, known),
    width,
    height,
    fps: parseFps(raw.fps ?? String(preset.fps)),
    theme: oneOf('--theme', raw.theme, Object.keys(themes)),
    engine: oneOf('--engine', raw.engine, engines),
    voice: raw.voice,
    set: raw.set,
    strict: raw.strict,
    browser: raw.browser,
  };
}

export function parseSize(text: string): { width: number; height: number } {
  const match = /^(\d{1,5})x(\d{1,5})$/.exec(text);
  const width = Number(match?.[1]);
  const height = Number(match?.[2]);
  const fits = (n: number): boolean => n >= SIZE.least && n <= SIZE.most && n % 2 === 0;
  if (!match || !fits(width) || !fits(height))
    throw new RequestError(
      `--size is ${text}; it may be WIDTHxHEIGHT with even numbers from ${SIZE.least} to ${SIZE.most}, such as 1920x1080`,
    );
  return { width, height };
}

export function parseFps(text: string): number {
  const fps = Number(text);
  if (!Number.isInteger(fps) || fps < FPS.least || fps > FPS.most)
    throw new RequestError(`--fps is ${text}; it may be a whole number from ${FPS.least} to ${FPS.most}`);
  return fps;
}

export function parseSeconds(option: string, text: string): number {
  const seconds = Number(text);
  if (text.trim() === '' || !Number.isFinite(seconds) || seconds < 0)
    throw new RequestError(`${option} is ${text}; it may be a number of seconds from 0`);
  return seconds;
}

/** The names in a list separated by commas, in the order of those known and each once. */
export function parseList(option: string, text: string, known: readonly string[]): string[] {
  const wanted = text
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
  if (wanted.length === 0) throw new RequestError(`${option} is empty; it may hold ${known.join(', ')}`);
  for (const id of wanted) oneOf(option, id, known);
  return known.filter((id) => wanted.includes(id));
}

/** @throws RequestError when the value is not one of those allowed */
export function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((each) => each === value);
  if (found === undefined) throw new RequestError(`${option} is ${value}; it may be ${allowed.join(', ')}`);
  return found;
}
