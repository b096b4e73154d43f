import { stat } from 'node:fs/promises';
import { makeCancelSignal, renderMedia, renderStill } from '@remotion/renderer';
import { WorkError } from '../../../cache/errors';
import { openCompositions } from '../compositions';
import type { Engine, EngineOptions } from '../engine';
import { reference } from '../options';
import { withTemporary } from '../scratch';

export interface ReferenceEngineOptions extends EngineOptions {
  /** Module that registers the compositions; `remotion/index.ts` unless said. */
  readonly entry?: string;
}

/** Remotion's own renderer: what `npx remotion render` does, and what draws scenes made of components. */
export async function openReferenceEngine(options: ReferenceEngineOptions): Promise<Engine> {
  const { serveUrl, temporary, puppet, select, close } = await openCompositions(options);
  const common = { serveUrl, puppeteerInstance: puppet, logLevel: 'error' } as const;

  const found = async (id: string, inputProps: Readonly<Record<string, unknown>>) => {
    const composition = await select(id, inputProps);
    const { missing } = composition.props;
    if (typeof missing === 'string') throw new WorkError(`${id}: ${missing}`);
    return composition;
  };

  const stills: Engine['stills'] = async ({ compositionId, inputProps, frames }) => {
    const composition = await found(compositionId, inputProps);
    const pngs: Uint8Array[] = [];
    try {
      for (const frame of frames) {
        const { buffer } = await renderStill({
          ...common,
          composition,
          frame,
          imageFormat: 'png',
          output: null,
        });
        if (!buffer) throw new Error('Remotion gave no picture');
        pngs.push(buffer);
      }
    } catch (error) {
      throw failure(compositionId, error);
    }
    return pngs;
  };

  return {
    name: 'remotion',
    browser: options.browser,
    async renderSegment({ compositionId, inputProps, outFile, signal, onFrame, everyNthFrame = 1 }) {
      signal.throwIfAborted();
      const composition = await found(compositionId, inputProps);
      const frames = Math.ceil(composition.durationInFrames / everyNthFrame);
      const { cancelSignal, cancel } = makeCancelSignal();
      signal.addEventListener('abort', cancel, { once: true });
      try {
        await withTemporary(temporary, () =>
          renderMedia({
            ...common,
            ...reference,
            composition,
            everyNthFrame,
            outputLocation: outFile,
            muted: true,
            overwrite: true,
            cancelSignal,
            onProgress: ({ encodedFrames }) => onFrame(encodedFrames, frames),
          }),
        );
      } catch (error) {
        signal.throwIfAborted();
        throw failure(compositionId, error);
      } finally {
        signal.removeEventListener('abort', cancel);
      }
      return { frames, bytes: (await stat(outFile)).size, probes: [] };
    },
    still: async ({ frame, ...drawing }) => {
      const [png] = await stills({ ...drawing, frames: [frame] });
      if (!png) throw new Error('Remotion gave no picture');
      return png;
    },
    stills,
    close,
  };
}

/** Errors thrown in the page come back with the page's stack below their first line. */
function failure(id: string, error: unknown): Error {
  const message = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
  return new WorkError(`${id}: ${message}`);
}
