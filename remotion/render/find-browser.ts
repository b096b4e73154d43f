import { isTold } from '../../cache/errors';
import { findBrowser } from './browser';

/** A program of its own for `remotion.config.ts`, which is evaluated synchronously: prints the chosen browser as JSON. */
try {
  const { executable, chromeMode } = await findBrowser();
  process.stdout.write(JSON.stringify({ executable, chromeMode }));
} catch (error) {
  process.stderr.write(`${isTold(error) ? error.message : String(error)}\n`);
  process.exitCode = isTold(error) ? error.exitCode : 1;
}
