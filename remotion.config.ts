import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Config } from '@remotion/cli/config';
import { z } from 'zod';
import { entryPoint, publicDir, reference } from './remotion/render/options';

// Remotion runs this file from the project's folder. It has no effect on Node APIs; both read `options.ts`.
const root = process.cwd();
const cache = process.env['UNTANGLE_CACHE'];
const store = cache ? path.resolve(root, cache, 'store') : path.join(root, publicDir);
mkdirSync(store, { recursive: true });

Config.setEntryPoint(entryPoint);
Config.setPublicDir(store);
Config.setCodec(reference.codec);
Config.setPixelFormat(reference.pixelFormat);
Config.setColorSpace(reference.colorSpace);
Config.setVideoImageFormat(reference.videoImageFormat);
Config.setJpegQuality(reference.jpegQuality);
Config.setCrf(reference.crf);
Config.setX264Preset(reference.x264Preset);
Config.setOverwriteOutput(true);

// A browser may have to be unpacked first, and this file may not wait: another process does.
const found = spawnSync(process.execPath, ['--import', 'tsx', 'remotion/render/find-browser.ts'], {
  cwd: root,
  encoding: 'utf8',
});
if (found.status === 0) {
  const { executable, chromeMode } = z
    .object({ executable: z.string(), chromeMode: z.enum(['headless-shell', 'chrome-for-testing']) })
    .parse(JSON.parse(found.stdout));
  Config.setBrowserExecutable(executable);
  Config.setChromeMode(chromeMode);
} else {
  // Studio needs none to preview, and Remotion looks for one itself.
  process.stderr.write(found.stderr);
}
