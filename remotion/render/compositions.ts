import { rm } from 'node:fs/promises';
import { openBrowser, selectComposition } from '@remotion/renderer';
import { RequestError, WorkError } from '../../cache/errors';
import { bundleOver } from './bundle';
import type { EngineOptions } from './engine';
import { scratchFolder, withTemporary } from './scratch';

export type RegisteredComposition = Awaited<ReturnType<typeof selectComposition>>;
export type RemotionBrowser = Awaited<ReturnType<typeof openBrowser>>;

/** The registered compositions, as both engines read them: order, durations and props are nowhere else. */
export interface Compositions {
  readonly serveUrl: string;
  /** A folder for what Remotion keeps only for a while. */
  readonly temporary: string;
  readonly puppet: RemotionBrowser;
  /** @throws RequestError when the props are refused; WorkError when it cannot be read */
  select(id: string, inputProps: Readonly<Record<string, unknown>>): Promise<RegisteredComposition>;
  close(): Promise<void>;
}

/** @param entry module that registers the compositions, relative to the project's root */
export async function openCompositions({
  browser,
  storeDir,
  entry,
}: EngineOptions & { readonly entry?: string }): Promise<Compositions> {
  const serveUrl = await bundleOver(storeDir, entry);
  const temporary = await scratchFolder(storeDir, 'remotion');
  const remove = async (): Promise<void> => {
    for (const dir of [serveUrl, temporary]) await rm(dir, { recursive: true, force: true });
  };
  const opening = withTemporary(temporary, () =>
    openBrowser('chrome', {
      browserExecutable: browser.executable,
      chromeMode: browser.chromeMode,
      logLevel: 'error',
    }),
  );
  const puppet = await opening.catch(async (error: unknown) => {
    await remove();
    throw new WorkError(
      `the browser ${browser.program} does not start: ${String(error)}; see npm run doctor`,
    );
  });
  return {
    serveUrl,
    temporary,
    puppet,
    async select(id, inputProps) {
      try {
        return await selectComposition({
          serveUrl,
          id,
          inputProps: { ...inputProps },
          puppeteerInstance: puppet,
          logLevel: 'error',
          onBrowserLog: () => undefined,
        });
      } catch (error) {
        const message = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
        const refused = /props\..*/.exec(message)?.[0];
        if (refused !== undefined) throw new RequestError(refused);
        throw new WorkError(`composition ${id}: ${message}`);
      }
    },
    async close() {
      await pagesClosed(puppet);
      await puppet.close({ silent: true }).catch(() => undefined);
      await remove();
    },
  };
}

/** Remotion closes its pages without waiting, and reports it on the terminal when the browser goes before they do. */
async function pagesClosed(puppet: RemotionBrowser): Promise<void> {
  for (let tries = 0; tries < 20; tries++) {
    const pages = await puppet.pages().catch(() => []);
    if (pages.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
