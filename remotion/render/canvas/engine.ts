import { rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import type { Browser as Puppet, Page } from 'puppeteer-core';
import { isTold, WorkError } from '../../../cache/errors';
import { projectRoot } from '../../../cache/paths';
import { resolvedScenePropsSchema } from '../../film/props';
import { openCompositions } from '../compositions';
import type { Drawing, Engine, EngineOptions, Probe } from '../engine';
import { launchBrowser } from '../launch';
import { scratchFolder } from '../scratch';
import { answerSchema, PAGE_FUNCTION, PROGRESS_FUNCTION, type Answer, type Job } from './protocol';
import { openPageServer } from './server';

export interface CanvasEngineOptions extends EngineOptions {
  /** Module that calls `servePage`; the film's own unless said. Relative to the project's root. */
  readonly page?: string;
  /** Module that registers the compositions; `remotion/index.ts` unless said. */
  readonly entry?: string;
}

/** The canvas engine can also say what pixels it drew. */
export interface CanvasEngine extends Engine {
  readonly name: 'canvas';
  probes(drawing: Drawing & { readonly frames: readonly number[] }): Promise<Probe[]>;
}

async function pageScript(page: string): Promise<Uint8Array> {
  const result = await build({
    entryPoints: [path.resolve(projectRoot, page)],
    absWorkingDir: projectRoot,
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'chrome120',
    jsx: 'automatic',
    loader: { '.woff2': 'dataurl' },
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  });
  const [file] = result.outputFiles;
  if (!file) throw new Error('esbuild made no page');
  return file.contents;
}

/**
 * The default engine: pages of one headless browser draw each frame on a canvas and encode it there.
 * @throws WorkError when the browser does not start
 */
export async function openCanvasEngine(options: CanvasEngineOptions): Promise<CanvasEngine> {
  const { browser, storeDir, page: pageModule = 'remotion/render/canvas/page.ts', entry } = options;
  const scratch = await scratchFolder(storeDir, 'browser');
  const compositions = await openCompositions({ browser, storeDir, ...(entry ? { entry } : {}) });
  const server = await openPageServer(storeDir, await pageScript(pageModule));
  let puppet: Puppet;
  try {
    puppet = await launchBrowser(browser, scratch);
  } catch (error) {
    await Promise.all([server.close(), compositions.close(), rm(scratch, { recursive: true, force: true })]);
    throw error;
  }

  const jobOf = async ({ compositionId, inputProps }: Drawing, everyNthFrame = 1): Promise<Job> => {
    const { width, height, fps, durationInFrames, props } = await compositions.select(
      compositionId,
      inputProps,
    );
    const { run, theme, scene, pace, missing } = resolvedScenePropsSchema.parse(props);
    if (missing !== null || run === null) throw new WorkError(`${compositionId}: ${missing ?? 'no run'}`);
    const size = { width, height, fps, durationInFrames, everyNthFrame };
    return { sceneId: compositionId, run, theme, ...size, pace, props: scene };
  };

  const inPage = async <T>(work: (page: Page) => Promise<T>, signal?: AbortSignal): Promise<T> => {
    signal?.throwIfAborted();
    const page = await puppet.newPage();
    const stop = (): void => void page.close().catch(() => undefined);
    signal?.addEventListener('abort', stop, { once: true });
    try {
      await page.goto(server.url);
      return await work(page);
    } catch (error) {
      signal?.throwIfAborted();
      if (isTold(error)) throw error;
      throw new WorkError(`the browser stopped while drawing (${String(error)}); run again`);
    } finally {
      signal?.removeEventListener('abort', stop);
      if (!page.isClosed()) await page.close().catch(() => undefined);
    }
  };

  /** Calls the page's function by name: code sent over would lose what the bundler put around it. */
  const ask = async (
    page: Page,
    job: Job,
    token: string,
    frames: readonly number[] | null,
  ): Promise<Answer> => {
    const call = `${PAGE_FUNCTION}(${JSON.stringify(job)}, ${JSON.stringify(token)}, ${JSON.stringify(frames)})`;
    return answerSchema.parse(await page.evaluate(call));
  };

  const drawn = async (
    drawing: Drawing,
    frames: readonly number[],
  ): Promise<(Answer & { state: 'frames' })['frames']> => {
    const job = await jobOf(drawing);
    const answer = await inPage((page) => ask(page, job, '', frames));
    if (answer.state !== 'frames') throw failureOf(job, answer);
    return answer.frames;
  };
  const pngs = async (drawing: Drawing, frames: readonly number[]): Promise<Uint8Array[]> =>
    (await drawn(drawing, frames)).map(({ png }) => Buffer.from(png, 'base64'));

  return {
    name: 'canvas',
    browser,
    async renderSegment({ outFile, signal, onFrame, everyNthFrame, ...drawing }) {
      const job = await jobOf(drawing, everyNthFrame);
      const frames = Math.ceil(job.durationInFrames / job.everyNthFrame);
      const receiver = await server.receive(outFile);
      try {
        const answer = await inPage(async (page) => {
          await page.exposeFunction(PROGRESS_FUNCTION, (done: number) => onFrame(done, frames));
          return ask(page, job, receiver.token, null);
        }, signal);
        const failure = receiver.failure();
        if (failure !== undefined) throw failure;
        if (answer.state !== 'segment') throw failureOf(job, answer);
        return { frames, bytes: (await stat(outFile)).size, probes: answer.probes };
      } finally {
        await receiver.close();
      }
    },
    async still({ frame, ...drawing }) {
      const [png] = await pngs(drawing, [frame]);
      if (!png) throw new Error('the page drew no picture');
      return png;
    },
    stills: ({ frames, ...drawing }) => pngs(drawing, frames),
    async probes({ frames, ...drawing }) {
      const answers = await drawn(drawing, frames);
      return answers.map(({ sha256 }, i) => ({ frame: frames[i] ?? 0, sha256 }));
    },
    async close() {
      await puppet.close().catch(() => undefined);
      await Promise.all([server.close(), compositions.close()]);
      await rm(scratch, { recursive: true, force: true });
    },
  };
}

function failureOf({ sceneId }: Job, answer: Answer): Error {
  if (answer.state !== 'failed') return new Error(`the page answered with a ${answer.state}`);
  return answer.told
    ? new WorkError(`${sceneId}: ${answer.message}`)
    : new Error(`${sceneId}: ${answer.message}`);
}
