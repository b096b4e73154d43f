import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from '../../remotion/render/browser';
import { launchBrowser } from '../../remotion/render/launch';

/**
 * Frames a second of the browser's H.264 encoder alone: two busy pictures in turns, already in the encoder's format, nothing drawn.
 */
export async function encoderCeiling(
  browser: Browser,
  options: {
    readonly width: number;
    readonly height: number;
    readonly frames: number;
    readonly bitrate: number;
  },
): Promise<number> {
  // WebCodecs exist only in secure contexts, and a page of this machine's own server is one.
  const server = createServer(
    (_, response) => void response.setHeader('content-type', 'text/html').end('<p>'),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const puppet = await launchBrowser(browser);
  try {
    const page = await puppet.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const { width, height, frames, bitrate } = options;
    // tsx wraps functions in a helper of its own, which the page has not.
    const script = `globalThis.__name = (f) => f; (${encodeInPage.toString()})(${JSON.stringify({ width, height, frames, bitrate })})`;
    return Number(await page.evaluate(script));
  } finally {
    await puppet.close();
    server.close();
  }
}

/** Runs in the page; it must not use anything from outside itself. */
async function encodeInPage(options: {
  width: number;
  height: number;
  frames: number;
  bitrate: number;
}): Promise<number> {
  const { width, height, frames, bitrate } = options;
  const pictures = [0, 1].map((phase) => {
    const planes = new Uint8Array((width * height * 3) / 2).fill(128);
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        planes[y * width + x] = 60 + 40 * Math.sin((x + phase * 3) / 9) + 40 * Math.cos((y - phase * 2) / 7);
    return planes;
  });
  let failure: unknown;
  const encoder = new VideoEncoder({ output: () => undefined, error: (error) => (failure = error) });
  encoder.configure({ codec: 'avc1.640028', width, height, bitrate, framerate: 30, latencyMode: 'quality' });
  const begun = performance.now();
  for (let i = 0; i < frames; i++) {
    const frame = new VideoFrame(pictures[i % 2] as Uint8Array<ArrayBuffer>, {
      format: 'I420',
      codedWidth: width,
      codedHeight: height,
      timestamp: (i * 1e6) / 30,
    });
    encoder.encode(frame, { keyFrame: i === 0 });
    frame.close();
    while (encoder.encodeQueueSize > 4) await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await encoder.flush();
  if (failure !== undefined) throw failure;
  return (frames * 1000) / (performance.now() - begun);
}
