import type { Given, Moment } from '../stage/scene';

/** Thrown when a scene waits for a cue that no sentence of it has. */
export class CueError extends Error {
  override readonly name = 'CueError';
  readonly exitCode = 1;
}

/** @param time seconds since the scene began */
export const momentAt = (given: Given, time: number): Moment => ({
  time,
  given,
  cue(name) {
    const at = given.cues[name];
    if (at === undefined)
      throw new CueError(
        `no sentence has the cue {${name}}; there are ${Object.keys(given.cues).join(', ') || 'none'}`,
      );
    return at;
  },
});

/** The time of a frame in its scene: its number over the rate, so that no rounding adds up, `pace` times as fast. */
export const timeOfFrame = (frame: number, fps: number, pace = 1): number => (frame / fps) * pace;
