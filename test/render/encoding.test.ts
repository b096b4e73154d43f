import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bitrateFor, codecString, probedFrames } from '../../remotion/render/canvas/encoding';

describe('codecString', () => {
  it('is H.264 High at the lowest level that holds the size and rate', () => {
    expect(codecString(1280, 720, 30)).toBe('avc1.64001f');
    expect(codecString(1920, 1080, 30)).toBe('avc1.640028');
    expect(codecString(1080, 1920, 30)).toBe('avc1.640028');
    expect(codecString(1920, 1080, 60)).toBe('avc1.64002a');
    expect(codecString(3840, 2160, 30)).toBe('avc1.640033');
    expect(codecString(3840, 2160, 60)).toBe('avc1.640034');
  });

  it('refuses what no level holds', () => {
    expect(() => codecString(16_384, 16_384, 60)).toThrow(RangeError);
  });
});

describe('bitrateFor', () => {
  it("is the scene's own at 1920×1080 and 30 frames a second", () => {
    expect(bitrateFor({ width: 1920, height: 1080, fps: 30, bitrate: 7_000_000 })).toBe(7_000_000);
  });

  it('grows with size and rate, more slowly than they do', () => {
    const at = (width: number, height: number, fps: number): number =>
      bitrateFor({ width, height, fps, bitrate: 8_000_000 });
    expect(at(3840, 2160, 30)).toBeGreaterThan(at(1920, 1080, 30));
    expect(at(3840, 2160, 30)).toBeLessThan(4 * at(1920, 1080, 30));
    expect(at(1920, 1080, 60)).toBeLessThan(2 * at(1920, 1080, 30));
  });
});

describe('probedFrames', () => {
  it('names the first, the middle, the last and every cue once, in order', () => {
    expect(probedFrames(90, 30, [1, 0.5, 1, 2.999])).toEqual([0, 15, 30, 44, 89]);
  });

  it('names only frames that exist', () => {
    const cue = fc.double({ min: 0, max: 100, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.array(cue), (frames, cues) => {
        const probed = probedFrames(frames, 30, cues);
        expect(probed[0]).toBe(0);
        expect(probed.at(-1)).toBe(frames - 1);
        expect([...probed].sort((a, b) => a - b)).toEqual(probed);
      }),
    );
  });
});
