/** How the canvas engine encodes: H.264 High by WebCodecs. */

export interface EncodingRequest {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  /** Bits per second that the scene wants at 1920×1080 and 30 frames a second. */
  readonly bitrate: number;
}

/** Level, macroblocks a frame, macroblocks a second, bits per second of High profile: Rec. ITU-T H.264, table A-1. */
const LEVELS = [
  [0x1f, 3_600, 108_000, 17_500_000],
  [0x28, 8_192, 245_760, 25_000_000],
  [0x2a, 8_704, 522_240, 62_500_000],
  [0x33, 36_864, 983_040, 300_000_000],
  [0x34, 36_864, 2_073_600, 300_000_000],
  [0x3e, 139_264, 16_711_680, 1_000_000_000],
] as const;

/**
 * The codec string of H.264 High at the lowest level that holds a size and rate. It does not depend on the bit rate, so
 * that segments of one film have equal decoder configurations and can be joined by stream copy.
 * @throws RangeError when no level holds it
 */
export function codecString(width: number, height: number, fps: number): string {
  const blocks = Math.ceil(width / 16) * Math.ceil(height / 16);
  const level = LEVELS.find(([, frame, second]) => blocks <= frame && blocks * fps <= second)?.[0];
  if (level === undefined)
    throw new RangeError(`no level of H.264 holds ${width}×${height} at ${fps} frames a second`);
  return `avc1.6400${level.toString(16)}`;
}

const REFERENCE = { pixels: 1920 * 1080, fps: 30 } as const;

/**
 * Bits per second for a size and rate. Fewer pixels need more bits each, and frames nearer in time fewer: hence the
 * exponents, which are the usual ones of rate control (between 0.5 and 1).
 */
export function bitrateFor({ width, height, fps, bitrate }: EncodingRequest): number {
  const pixels = (width * height) / REFERENCE.pixels;
  return Math.round(bitrate * pixels ** 0.75 * (fps / REFERENCE.fps) ** 0.75);
}

/** Seconds between keyframes: short enough to seek by, long enough to cost little. */
export const KEY_FRAME_INTERVAL = 4;

/** The frames whose drawn pixels are hashed: the first, the middle, the last, and where something begins to move. */
export function probedFrames(durationInFrames: number, fps: number, cues: readonly number[]): number[] {
  const last = durationInFrames - 1;
  const frames = [0, Math.floor(last / 2), last, ...cues.map((cue) => Math.round(cue * fps))];
  return [...new Set(frames.filter((frame) => frame >= 0 && frame <= last))].sort((a, b) => a - b);
}
