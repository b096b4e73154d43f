import {
  Mp4OutputFormat,
  Output,
  StreamTarget,
  VideoSample,
  VideoSampleSource,
  type StreamTargetChunk,
} from 'mediabunny';
import { opaqueContext } from '../../film/canvas-2d';
import { loadFonts } from '../../film/fonts';
import { loadGiven } from '../../film/load';
import { momentAt, timeOfFrame } from '../../film/moment';
import { paint } from '../../film/paint';
import type { DrawnScene, Given } from '../../stage/scene';
import { bitrateFor, codecString, KEY_FRAME_INTERVAL, probedFrames } from './encoding';
import type { Job } from './protocol';
import { i420Size, toI420 } from './yuv';

/** Draws scenes in a page of the browser. No React and no film: a scene, what it is given, a canvas, an encoder. */

/** Thrown when the browser cannot encode. */
export class EncoderError extends Error {
  override readonly name = 'EncoderError';
  readonly exitCode = 1;
}

interface Stage {
  readonly canvas: HTMLCanvasElement;
  readonly given: Given;
  draw(frame: number): void;
  /** SHA-256 of the drawn pixels, RGBA, row by row. */
  hash(): Promise<string>;
  /** Writes the drawn pixels as planes Y, U, V. */
  planes(out: Uint8Array): Promise<void>;
}

async function stageFor(scene: DrawnScene, job: Job, storeUrl: string): Promise<Stage> {
  const { run, theme, width, height, fps, pace, props } = job;
  const urlOf = (path: string): string => `${storeUrl}/${path}`;
  const [given] = await Promise.all([
    loadGiven(scene, { run, theme, width, height, props, urlOf }),
    loadFonts(),
  ]);
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = opaqueContext(canvas);
  const pixels = new Uint32Array(width * height);
  return {
    canvas,
    given,
    draw: (frame) => paint(context, scene, momentAt(given, timeOfFrame(frame, fps, pace))),
    async hash() {
      const { data } = context.getImageData(0, 0, width, height);
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', data));
      return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    },
    async planes(out) {
      // A copy in the canvas's own format costs half a millisecond at 1080p, `getImageData` six.
      const picture = new VideoFrame(canvas, { timestamp: 0 });
      const order = picture.format?.startsWith('BGR') ? 'bgr' : 'rgb';
      const native = order === 'bgr' || picture.format?.startsWith('RGB');
      // TypeScript's library does not know `format` yet: https://www.w3.org/TR/webcodecs/#dictdef-videoframecopytooptions
      const options: VideoFrameCopyToOptions & { format?: 'RGBA' } = native ? {} : { format: 'RGBA' };
      await picture.copyTo(pixels, options);
      picture.close();
      toI420(pixels, width, height, out, order);
    },
  };
}

const BT709 = { matrix: 'bt709', primaries: 'bt709', transfer: 'bt709', fullRange: false } as const;

export interface SegmentSink {
  /** Writes bytes at a position of the MP4 file. */
  write(data: Uint8Array<ArrayBuffer>, position: number): Promise<void>;
  progress(frames: number): void;
}

const CHUNK = 1 << 22;
/** Reporting every frame would cost more than drawing some of them. */
const PROGRESS_EVERY = 10;

/**
 * Draws every frame of a scene and hands it to the encoder, each with its exact time and duration.
 * @returns hashes of the probed frames' drawn pixels
 * @throws EncoderError when the browser has no encoder for H.264
 */
export async function drawSegment(
  scene: DrawnScene,
  job: Job,
  storeUrl: string,
  sink: SegmentSink,
): Promise<{ frame: number; sha256: string }[]> {
  const { width, height, fps, durationInFrames, everyNthFrame } = job;
  const stage = await stageFor(scene, job, storeUrl);
  const fullCodecString = codecString(width, height, fps);
  const bitrate = bitrateFor({ width, height, fps, bitrate: scene.bitrate });
  const config = { codec: fullCodecString, width, height, bitrate, framerate: fps } as const;
  if (typeof VideoEncoder === 'undefined' || !(await VideoEncoder.isConfigSupported(config)).supported)
    throw new EncoderError(
      `this browser cannot encode H.264 (${fullCodecString}); choose another with --browser, or --engine remotion`,
    );
  const target = new StreamTarget(
    new WritableStream<StreamTargetChunk>({ write: ({ data, position }) => sink.write(data, position) }),
    { chunked: true, chunkSize: CHUNK },
  );
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: false }), target });
  const source = new VideoSampleSource({
    codec: 'avc',
    fullCodecString,
    bitrate,
    bitrateMode: 'variable',
    keyFrameInterval: KEY_FRAME_INTERVAL,
    latencyMode: 'quality',
    // A machine's own encoder would give another decoder configuration.
    hardwareAcceleration: 'prefer-software',
  });
  output.addVideoTrack(source, { frameRate: fps });
  await output.start();

  const probed = new Set(probedFrames(durationInFrames, fps, Object.values(stage.given.cues)));
  const probes: { frame: number; sha256: string }[] = [];
  const planes = new Uint8Array(i420Size(width, height));
  const count = Math.ceil(durationInFrames / everyNthFrame);
  for (let index = 0; index < count; index++) {
    const frame = index * everyNthFrame;
    stage.draw(frame);
    if (probed.has(frame)) probes.push({ frame, sha256: await stage.hash() });
    await stage.planes(planes);
    const timestamp = index / fps;
    const picture = new VideoFrame(planes, {
      format: 'I420',
      codedWidth: width,
      codedHeight: height,
      timestamp: Math.round(timestamp * 1e6),
      colorSpace: BT709,
    });
    const sample = new VideoSample(picture, { timestamp, duration: 1 / fps });
    // Waits while the encoder is behind.
    await source.add(sample);
    sample.close();
    if ((index + 1) % PROGRESS_EVERY === 0) sink.progress(index + 1);
  }
  await output.finalize();
  sink.progress(count);
  return probes;
}

/** Single frames as PNGs in base64, with the hashes of their pixels. */
export async function drawFrames(
  scene: DrawnScene,
  job: Job,
  storeUrl: string,
  frames: readonly number[],
): Promise<{ png: string; sha256: string }[]> {
  const stage = await stageFor(scene, job, storeUrl);
  const drawn: { png: string; sha256: string }[] = [];
  for (const frame of frames) {
    stage.draw(frame);
    const sha256 = await stage.hash();
    const url = stage.canvas.toDataURL('image/png');
    drawn.push({ png: url.slice(url.indexOf(',') + 1), sha256 });
  }
  return drawn;
}
