import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeWav, encodeWav, WavError } from '../../remotion/narration/wav';

describe('a WAV file', () => {
  it('gives back what was written, within half a step of 16 bits', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1, max: 32767 / 32768, noNaN: true }), { maxLength: 200 }),
        fc.constantFrom(8000, 16000, 44100, 48000),
        (values, sampleRate) => {
          const read = decodeWav(encodeWav({ sampleRate, samples: Float32Array.from(values) }));
          expect(read.sampleRate).toBe(sampleRate);
          expect(read.samples).toHaveLength(values.length);
          values.forEach((value, i) =>
            expect(Math.abs((read.samples[i] ?? NaN) - value)).toBeLessThanOrEqual(0.5 / 32768 + 1e-7),
          );
        },
      ),
    );
  });

  it('clips what is louder than full scale instead of wrapping it', () => {
    const { samples } = decodeWav(encodeWav({ sampleRate: 8000, samples: Float32Array.of(1.5, -1.5) }));
    expect([...samples]).toEqual([32767 / 32768, -1]);
  });

  it('is read to its end when a streaming writer left the length open', () => {
    const bytes = encodeWav({ sampleRate: 8000, samples: Float32Array.of(0.5, 0.25, 0.125) });
    new DataView(bytes.buffer).setUint32(40, 0xffffffff, true);
    expect([...decodeWav(bytes).samples]).toEqual([0.5, 0.25, 0.125]);
  });

  it('is refused when it is no WAV, has no data or two channels', () => {
    const stereo = encodeWav({ sampleRate: 8000, samples: Float32Array.of(0, 0) });
    new DataView(stereo.buffer).setUint16(22, 2, true);
    for (const bytes of [new Uint8Array(0), new TextEncoder().encode('not a wave file'), stereo])
      expect(() => decodeWav(bytes)).toThrow(WavError);
    expect(() =>
      decodeWav(encodeWav({ sampleRate: 8000, samples: new Float32Array(1) }).subarray(0, 30)),
    ).toThrow(WavError);
  });
});
