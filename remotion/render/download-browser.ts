import { ensureBrowser } from '@remotion/renderer';

/**
 * A program of its own: Remotion's download throws outside its promise where the network is closed, which would end the program
 * that asked. Prints the browser's path.
 */
const found = await ensureBrowser({ chromeMode: 'headless-shell', logLevel: 'error' });
if ('path' in found && typeof found.path === 'string') process.stdout.write(found.path);
