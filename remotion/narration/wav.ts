/** Mono PCM between numbers and WAV bytes. Pure. */

/** Sound of one channel; samples in [−1, 1]. */
export interface Pcm {
  readonly sampleRate: number;
  readonly samples: Float32Array;
}

/** Thrown when bytes are not a mono WAV of 16-bit or float samples. */
export class WavError extends Error {
  override readonly name = 'WavError';
  readonly exitCode = 1;
}

const FORMAT_PCM = 1;
const FORMAT_FLOAT = 3;
const FORMAT_EXTENSIBLE = 0xfffe;
const HEADER_BYTES = 44;

/** A WAV file with one channel of 16-bit samples, rounded to nearest; values outside [−1, 1] are clipped. */
export function encodeWav({ sampleRate, samples }: Pcm): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES + samples.length * 2);
  const view = new DataView(bytes.buffer);
  const text = (at: number, value: string): void => {
    for (let i = 0; i < value.length; i++) view.setUint8(at + i, value.charCodeAt(i));
  };
  text(0, 'RIFF');
  view.setUint32(4, bytes.length - 8, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, FORMAT_PCM, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, samples.length * 2, true);
  samples.forEach((sample, i) => {
    const value = Math.round(sample * 32768);
    view.setInt16(HEADER_BYTES + i * 2, Math.max(-32768, Math.min(32767, value)), true);
  });
  return bytes;
}

/**
 * Reads a mono WAV file of 16-bit or 32-bit float samples. A data length that a streaming writer left open
 * (0xffffffff, or past the end) means "to the end".
 * @throws WavError on anything else.
 */
export function decodeWav(bytes: Uint8Array): Pcm {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = (at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));
  if (bytes.length < 12 || text(0) !== 'RIFF' || text(8) !== 'WAVE') throw new WavError('not a WAV file');
  let format: { code: number; channels: number; sampleRate: number; bits: number } | undefined;
  for (let at = 12; at + 8 <= bytes.length;) {
    const name = text(at);
    const size = view.getUint32(at + 4, true);
    const body = at + 8;
    if (name === 'fmt ' && body + 16 <= bytes.length) {
      const code = view.getUint16(body, true);
      format = {
        // The extensible header keeps the real format in the first two bytes of its GUID.
        code:
          code === FORMAT_EXTENSIBLE && body + 26 <= bytes.length ? view.getUint16(body + 24, true) : code,
        channels: view.getUint16(body + 2, true),
        sampleRate: view.getUint32(body + 4, true),
        bits: view.getUint16(body + 14, true),
      };
    }
    if (name === 'data') {
      if (!format) throw new WavError('the WAV file has data before its format');
      return { sampleRate: format.sampleRate, samples: samplesOf(bytes, body, size, format) };
    }
    at = body + size + (size % 2);
  }
  throw new WavError('the WAV file has no data');
}

function samplesOf(
  bytes: Uint8Array,
  start: number,
  size: number,
  { code, channels, bits }: { code: number; channels: number; bits: number },
): Float32Array {
  if (channels !== 1) throw new WavError(`the WAV file has ${channels} channels; 1 is needed`);
  const end = Math.min(start + size, bytes.length);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (code === FORMAT_PCM && bits === 16) {
    const count = Math.floor((end - start) / 2);
    return Float32Array.from({ length: count }, (_, i) => view.getInt16(start + i * 2, true) / 32768);
  }
  if (code === FORMAT_FLOAT && bits === 32) {
    const count = Math.floor((end - start) / 4);
    return Float32Array.from({ length: count }, (_, i) => view.getFloat32(start + i * 4, true));
  }
  throw new WavError(
    `the WAV file has ${bits}-bit samples of format ${code}; 16-bit PCM or 32-bit float is needed`,
  );
}
