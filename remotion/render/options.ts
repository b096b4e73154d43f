/** Settings shared by `remotion.config.ts`, which has no effect on Node APIs, and by both engines. Pure data. */

/** The entry point of the compositions, relative to the project's root. */
export const entryPoint = 'remotion/index.ts';

/** Remotion's public directory: what browsers read of the cache, relative to the project's root. */
export const publicDir = 'cache/store';

export const defaultSize = { width: 1920, height: 1080 } as const;
export const defaultFps = 30;

/**
 * Flags of every browser we start: the same pixels whatever the machine's graphics card and font settings, and no word
 * to the network.
 */
export const browserFlags = [
  '--disable-lcd-text',
  '--font-render-hinting=none',
  '--disable-accelerated-2d-canvas',
  '--force-color-profile=srgb',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-domain-reliability',
  '--no-first-run',
  '--no-pings',
] as const;

/** How the reference engine encodes; what `npx remotion render` does too. */
export const reference = {
  codec: 'h264',
  pixelFormat: 'yuv420p',
  colorSpace: 'bt709',
  videoImageFormat: 'jpeg',
  jpegQuality: 95,
  crf: 16,
  x264Preset: 'medium',
} as const;
