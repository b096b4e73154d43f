import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { sceneIds } from '../../remotion/film/running-order';
import { sceneTimelineSchema } from '../../remotion/film/timeline';
import { openCanvasEngine } from '../../remotion/render/canvas/engine';
import type { Engine } from '../../remotion/render/engine';
import { runOf } from '../../remotion/render/index-file';
import { drawingNeeds, pipeline } from '../../remotion/render/pipeline';
import { decodeFrame, planesOfPng, psnr } from '../../remotion/render/psnr';
import { openReferenceEngine } from '../../remotion/render/reference/engine';
import { compositionProps } from '../../remotion/render/segments';
import { withSession } from '../../remotion/render/session';
import { filmSettings } from '../../remotion/render/settings';
import { bringUpToDate, lanes } from '../../remotion/render/work';
import { encoderCeiling } from './encoder';
import { sampleMemory } from './memory';
import { benchTraining } from './training';

/**
 * `npm run bench`: how fast, how good, how much memory; every ratio within this one run. With `-- --scenes a,b` only how fast
 * and how good these scenes are drawn.
 */

const { scenes } = parseArgs({ options: { scenes: { type: 'string' } } }).values;

/** Frames of each scene that both engines draw, spread evenly over it. */
const FRAMES = { few: 15, many: 90 };
/** Frames whose decoded pixels are compared with the reference's stills. */
const COMPARED = 5;

interface Row {
  readonly scene: string;
  readonly canvas: number;
  readonly remotion: number;
  readonly megabits: number;
  readonly psnr: number;
}

const say = (line = ''): void => void process.stdout.write(`${line}\n`);
const gigabytes = (bytes: number | undefined): string =>
  bytes === undefined ? 'not measured here' : `${(bytes / 1e9).toFixed(2)} GB`;

interface BenchDrawing {
  readonly compositionId: string;
  readonly inputProps: Record<string, unknown>;
  /** Frames of the composition. */
  readonly frames: number;
  readonly outFile: string;
}

/**
 * Frames a second of drawing and encoding: the time of many spread frames less the time of a few, so that what an engine
 * needs to open a page, load fonts and arrays, and finish a file does not count.
 */
async function framesPerSecond(
  engine: Engine,
  drawings: readonly BenchDrawing[],
  lanes: number,
): Promise<number> {
  const timed = async (count: number): Promise<{ frames: number; seconds: number }> => {
    const waiting = [...drawings];
    let frames = 0;
    const begun = performance.now();
    const lane = async (): Promise<void> => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const everyNthFrame = Math.max(1, Math.floor(next.frames / count));
        const { signal } = new AbortController();
        frames += (await engine.renderSegment({ ...next, everyNthFrame, signal, onFrame: () => undefined }))
          .frames;
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    return { frames, seconds: (performance.now() - begun) / 1000 };
  };
  const few = await timed(FRAMES.few);
  const many = await timed(FRAMES.many);
  return (many.frames - few.frames) / (many.seconds - few.seconds);
}

await withSession('bench', async (session) => {
  const settings = filmSettings({ ...(scenes !== undefined && { scenes }) }, sceneIds);
  const whole = await pipeline(settings, session);
  await session.hold();
  if (scenes === undefined) await benchTraining(say);

  say('\nthe film, brought up to date');
  const film = sampleMemory();
  const { artefacts, made } = await bringUpToDate(whole.steps, session);
  say(
    `  ${made} steps made; peak memory of all processes ${made > 0 ? gigabytes(film.peak()) : 'not measured: nothing was drawn'}`,
  );
  film.stop();

  const storeDir = session.store.areaDir('store');
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'untangle-bench-'));
  const canvas = await openCanvasEngine({ browser: whole.browser, storeDir });
  const reference = await openReferenceEngine({ browser: whole.browser, storeDir });
  const rows: Row[] = [];
  const drawings: BenchDrawing[] = [];
  let together = 0;
  try {
    for (const scene of whole.scenes) {
      const inputProps = compositionProps(runOf(neededArtefacts(drawingNeeds(scene))), settings);
      const timeline = sceneTimelineSchema.parse(
        await artefacts.get(`narration:${scene.id}`)?.json('timeline.json'),
      );
      const frames = timeline.durationInFrames;
      const drawing = {
        compositionId: scene.id,
        inputProps,
        frames,
        outFile: path.join(scratch, `${scene.id}.mp4`),
      };
      drawings.push(drawing);
      const fast = await framesPerSecond(canvas, [drawing], 1);
      const slow = await framesPerSecond(reference, [drawing], 1);
      const segment = artefacts.get(`segment:${scene.id}`);
      const bytes = segment?.manifest.files['segment.mp4']?.bytes ?? 0;
      let worst = Infinity;
      for (let i = 1; i <= COMPARED; i++) {
        const frame = Math.floor((i * frames) / (COMPARED + 1));
        const still = planesOfPng(await reference.still({ ...drawing, frame }));
        const decoded = await decodeFrame(segment?.file('segment.mp4') ?? '', frame, settings);
        worst = Math.min(worst, psnr(decoded, still));
      }
      rows.push({
        scene: scene.id,
        canvas: fast,
        remotion: slow,
        megabits: (bytes * 8 * settings.fps) / frames / 1e6,
        psnr: worst,
      });
    }
    if (lanes.segment > 1) together = await framesPerSecond(canvas, drawings, lanes.segment);
  } finally {
    await Promise.all([canvas.close(), reference.close()]);
    await rm(scratch, { recursive: true, force: true });
  }
  const ceiling = await encoderCeiling(whole.browser, { ...settings, frames: 240, bitrate: 9_000_000 });

  say(
    `\n${settings.width}×${settings.height}, ${FRAMES.many} spread frames a scene (less ${FRAMES.few}), each engine alone: one page, Remotion's default tabs`,
  );
  say('  scene                 canvas  remotion   ratio   Mb/s   worst PSNR against the reference');
  for (const { scene, canvas: fast, remotion: slow, megabits, psnr: worst } of rows)
    say(
      `  ${scene.padEnd(20)}${fast.toFixed(1).padStart(8)}${slow.toFixed(1).padStart(10)}${(fast / slow).toFixed(1).padStart(8)}${megabits.toFixed(1).padStart(7)}${worst.toFixed(1).padStart(8)} dB`,
    );
  const harmonic = (of: (row: Row) => number): number =>
    rows.length / rows.reduce((sum, row) => sum + 1 / of(row), 0);
  const fast = harmonic((row) => row.canvas);
  const slow = harmonic((row) => row.remotion);
  say(
    `  ${'all (harmonic mean)'.padEnd(20)}${fast.toFixed(1).padStart(8)}${slow.toFixed(1).padStart(10)}${(fast / slow).toFixed(1).padStart(8)}`,
  );
  if (lanes.segment > 1)
    say(
      `  canvas with ${lanes.segment} pages at once, as film draws: ${together.toFixed(1)} frames a second, ${(together / slow).toFixed(1)} times remotion`,
    );
  say(`  the encoder alone, two busy pictures in turns: ${ceiling.toFixed(1)} frames a second`);

  function neededArtefacts(ids: readonly string[]) {
    return ids.flatMap((id) => artefacts.get(id) ?? []);
  }
});
process.exit(0);
