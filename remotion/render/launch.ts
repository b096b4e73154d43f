import puppeteer, { type Browser as Puppet } from 'puppeteer-core';
import { WorkError } from '../../cache/errors';
import type { Browser } from './browser';

/** Chromium must not look for a graphics card, a desktop or much shared memory: containers have none of them. */
const ARGS = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--mute-audio',
  '--hide-scrollbars',
];

/**
 * Starts a browser of our own. It is told what to do over a pipe, so it ends when this process does, however that ends.
 * @param userDataDir an empty folder for its profile; one in the temporary folder unless said
 * @throws WorkError when it does not start
 */
export async function launchBrowser(browser: Browser, userDataDir?: string): Promise<Puppet> {
  try {
    return await puppeteer.launch({
      executablePath: browser.executable,
      headless: browser.chromeMode === 'headless-shell' ? 'shell' : true,
      pipe: true,
      // One call draws a whole scene, however long that takes.
      protocolTimeout: 0,
      args: ARGS,
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      ...(userDataDir === undefined ? {} : { userDataDir }),
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new WorkError(`the browser ${browser.program} does not start: ${reason}; see npm run doctor`);
  }
}
