import { z } from 'zod';
import type { Scene } from '../stage/scene';

/** Which artefacts a film shows: from a step's id (`training:spirals`) to its path below the public directory. */
export const runSchema = z.record(
  z.string().regex(/^[\w-]+:[\w.-]+$/, 'a step, such as training:spirals'),
  z.string().regex(/^[\w-]+\/[\w.-]+-[0-9a-f]{12}$/, 'an artefact, such as training/spirals-0123456789ab'),
);
export type Run = z.infer<typeof runSchema>;

/** `index.json` in the public directory: what compositions show when their props do not say. */
export const indexSchema = z.object({
  run: runSchema,
  /** Ids of the film's scenes, in order. */
  scenes: z.array(z.string()),
  fps: z.number().positive(),
});
export type Index = z.infer<typeof indexSchema>;

export const INDEX_FILE = 'index.json';
export const NARRATION_TIMELINE = 'timeline.json';
export const NARRATION_VOICE = 'voice.wav';
export const FORMULAS_FILE = 'formulas.json';
export const MANIFEST_FILE = 'manifest.json';

export const narrationOf = (sceneId: string): string => `narration:${sceneId}`;
export const formulasOf = (sceneId: string): string => `formulas:${sceneId}`;

/** Ids of all steps whose artefacts a scene is drawn from. */
export const stepsOf = (scene: Pick<Scene, 'id' | 'reads'>): string[] => [
  narrationOf(scene.id),
  formulasOf(scene.id),
  ...scene.reads.map(({ stage, name }) => `${stage}:${name}`),
];
