import { rm } from 'node:fs/promises';
import { codeParts, packageVersions } from '../../cache/code';
import type { Step } from '../../cache/step';
import { sceneTimelineSchema } from '../film/timeline';
import { filmCaptions } from '../narration/steps';
import { joinSegments } from './join';
import { muxFilm } from './mux';
import type { FilmSettings } from './settings';

export const FILM = 'film:film';

/** Joins the segments, adds the sound track and the captions: `film.mp4`, `film.srt`, `film.vtt`. */
export function filmStep(sceneIds: readonly string[], { fps, width, height }: FilmSettings): Step {
  const segments = sceneIds.map((id) => `segment:${id}`);
  const narrations = sceneIds.map((id) => `narration:${id}`);
  return {
    id: FILM,
    stage: 'film',
    name: 'film',
    area: 'segments',
    inputs: [...segments, ...narrations, 'sound:film'],
    reads: [],
    parts: async () => ({
      order: [...sceneIds],
      fps,
      size: [width, height],
      ...(await codeParts([
        'remotion/render/join.ts',
        'remotion/render/mux.ts',
        'remotion/narration/subtitles.ts',
      ])),
      ffmpeg: await packageVersions(['@remotion/renderer']),
    }),
    async make({ draft, artefact, progress, signal }) {
      const timelines = await Promise.all(
        narrations.map(async (id) => sceneTimelineSchema.parse(await artefact(id).json('timeline.json'))),
      );
      progress({ done: 0, total: 2, unit: 'steps', note: 'joining' });
      const joined = draft.file('joined.mp4');
      await joinSegments({
        segments: segments.map((id, i) => ({
          file: artefact(id).file('segment.mp4'),
          frames: timelines[i]?.durationInFrames ?? 0,
        })),
        fps,
        outFile: joined,
        signal,
      });
      progress({ done: 1, total: 2, unit: 'steps', note: 'muxing' });
      const facts = await muxFilm({
        video: joined,
        sound: artefact('sound:film').file('sound.m4a'),
        frames: timelines.reduce((sum, { durationInFrames }) => sum + durationInFrames, 0),
        fps,
        outFile: draft.file('film.mp4'),
        signal,
      });
      await rm(joined);
      const { srt, vtt } = filmCaptions(timelines);
      await draft.bytes('film.srt', Buffer.from(srt));
      await draft.bytes('film.vtt', Buffer.from(vtt));
      return { ...facts };
    },
  };
}
