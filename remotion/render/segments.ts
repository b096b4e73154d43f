import { codeParts } from '../../cache/code';
import { sha256 } from '../../cache/key';
import type { Manifest } from '../../cache/manifest';
import type { Artefact, Step } from '../../cache/step';
import { sceneTimelineSchema } from '../film/timeline';
import { isDrawn, type Read, type Scene } from '../stage/scene';
import { themes } from '../stage/theme';
import type { Engine } from './engine';
import { runOf } from './index-file';
import { reference } from './options';
import type { FilmSettings } from './settings';

/** The ids of the steps that make what a scene reads. */
export const stepsRead = (reads: readonly Read[]): string[] => [
  ...new Set(reads.map(({ stage, name }) => `${stage}:${name}`)),
];

/** The module that a scene's picture starts from; its bundle is what "the scene's code" means. */
export const sceneEntry = ({ id, folder = id }: Pick<Scene, 'id' | 'folder'>): string =>
  `remotion/scenes/${folder}/index.ts`;

/** The code between a scene and its segment, for each engine. */
const engineEntries = {
  canvas: ['remotion/film/paint.ts', 'remotion/film/load.ts', 'remotion/render/canvas/page-core.ts'],
  remotion: ['remotion/film/paint.ts', 'remotion/film/load.ts', 'remotion/film/scene-canvas.tsx'],
} as const;

/** Props that both engines hand to a composition. */
export const compositionProps = (
  run: Readonly<Record<string, string>>,
  { theme, width, height, fps }: Pick<FilmSettings, 'theme' | 'width' | 'height' | 'fps'>,
): Record<string, unknown> => ({ run, theme, width, height, fps });

/**
 * Draws one scene as a muted MP4, `segment.mp4`. Its key holds what decides its pixels and nothing else: the code it uses,
 * the arrays it reads, cues, captions and formulas, theme, size, rate, browser and encoder; not its place in the film.
 */
export function segmentStep(
  scene: Scene,
  settings: FilmSettings,
  browserVersion: string,
  engine: () => Promise<Engine>,
): Step {
  const narration = `narration:${scene.id}`;
  const read = stepsRead(scene.reads);
  const inputs = [...read, `formulas:${scene.id}`];
  return {
    id: `segment:${scene.id}`,
    stage: 'segment',
    name: scene.id,
    area: 'segments',
    inputs,
    reads: [narration],
    parts: async (artefact) => ({
      ...(await pictureParts(scene, settings, artefact(narration))),
      browser: browserVersion,
      engine: settings.engine,
      encoder: settings.engine === 'canvas' && isDrawn(scene) ? { bitrate: scene.bitrate } : { ...reference },
    }),
    async make({ draft, artefact, progress, signal }) {
      const drawn = [...inputs, narration].map(artefact);
      const { frames, probes, bytes } = await (
        await engine()
      ).renderSegment({
        compositionId: scene.id,
        inputProps: compositionProps(runOf(drawn), settings),
        outFile: draft.file('segment.mp4'),
        signal,
        onFrame: (done, total) => progress({ done, total, unit: 'frames' }),
      });
      return { frames, bytes, fps: settings.fps, probes: probes.map((probe) => ({ ...probe })) };
    },
  };
}

/** What decides a scene's pixels besides its tensors and formulas. */
async function pictureParts(
  scene: Scene,
  { theme, width, height, fps, engine }: FilmSettings,
  narration: Artefact,
): Promise<Manifest['parts']> {
  const { voice, durationInFrames, cues, captions } = sceneTimelineSchema.parse(
    await narration.json('timeline.json'),
  );
  return {
    ...(await codeParts([sceneEntry(scene), ...engineEntries[engine]])),
    theme: { name: theme, sha256: sha256(JSON.stringify(themes[theme])) },
    size: [width, height],
    fps,
    durationInFrames,
    cues,
    captions: captions.map(({ lines, start, end }) => ({ lines, start, end })),
    voice,
  };
}
