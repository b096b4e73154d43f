import type { Scene } from '../stage/scene';

/** A part of the film, a folder in Studio. */
export interface Chapter {
  readonly title: string;
  readonly scenes: readonly Scene[];
}

/** Thrown when a running order cannot be registered. */
export class RunningOrderError extends Error {
  override readonly name = 'RunningOrderError';
  readonly exitCode = 1;
}

/**
 * The scenes gathered into chapters by what each says of itself.
 * @throws RunningOrderError when two scenes share an id or a chapter is left and entered again
 */
export function chaptersOf(scenes: readonly Scene[]): Chapter[] {
  const chapters: { title: string; scenes: Scene[] }[] = [];
  const ids = new Set<string>();
  for (const scene of scenes) {
    if (ids.has(scene.id)) throw new RunningOrderError(`two scenes have the id ${scene.id}`);
    ids.add(scene.id);
    const last = chapters.at(-1);
    if (last?.title === scene.chapter) last.scenes.push(scene);
    else if (chapters.some(({ title }) => title === scene.chapter))
      throw new RunningOrderError(
        `${scene.id} belongs to the chapter ${scene.chapter}, which has ended before it; move it in the running order`,
      );
    else chapters.push({ title: scene.chapter, scenes: [scene] });
  }
  return chapters;
}
