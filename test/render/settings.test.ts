import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RequestError } from '../../cache/errors';
import {
  filmSettings,
  oneOf,
  parseFps,
  parseList,
  parseSeconds,
  parseSize,
} from '../../remotion/render/settings';

const known = ['first', 'second', 'third'];

describe('parseSize', () => {
  it('takes even sizes and refuses all others, naming what was typed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 6000 }), fc.integer({ min: 0, max: 6000 }), (width, height) => {
        const text = `${width}x${height}`;
        const allowed = [width, height].every((n) => n % 2 === 0 && n >= 64 && n <= 4096);
        if (allowed) expect(parseSize(text)).toEqual({ width, height });
        else expect(() => parseSize(text)).toThrow(text);
      }),
    );
    for (const text of ['', '1920', '1920×1080', ' 640x360', '-2x4', '1e3x200'])
      expect(() => parseSize(text)).toThrow(RequestError);
  });
});

describe('parseFps and parseSeconds', () => {
  it('take numbers in range only', () => {
    expect(parseFps('24')).toBe(24);
    for (const text of ['', '0', '121', '29.97', 'x']) expect(() => parseFps(text)).toThrow('--fps');
    expect(parseSeconds('--at', '2.5')).toBe(2.5);
    for (const text of ['', '-1', 'x', 'Infinity']) expect(() => parseSeconds('--at', text)).toThrow('--at');
  });
});

describe('parseList', () => {
  it('gives the scenes in the order of the film, each once', () => {
    expect(parseList('--scenes', 'third, first,third', known)).toEqual(['first', 'third']);
  });

  it('names an unknown scene and those there are', () => {
    expect(() => parseList('--scenes', 'first,nowhere', known)).toThrow(
      '--scenes is nowhere; it may be first, second, third',
    );
    expect(() => parseList('--scenes', ' , ', known)).toThrow(RequestError);
  });
});

describe('oneOf', () => {
  it('gives the value when it is allowed, and never a property of objects in general', () => {
    expect(oneOf('--theme', 'night', ['night'])).toBe('night');
    expect(() => oneOf('--theme', 'constructor', ['night'])).toThrow(
      '--theme is constructor; it may be night',
    );
  });
});

describe('filmSettings', () => {
  it('is a whole film at 1920×1080 and 30 frames a second unless said', () => {
    expect(filmSettings({}, known)).toMatchObject({
      scenes: null,
      width: 1920,
      height: 1080,
      fps: 30,
      engine: 'canvas',
    });
  });

  it('lets --size and --fps override what --draft presets', () => {
    expect(filmSettings({ draft: true }, known)).toMatchObject({ width: 960, height: 540, fps: 15 });
    expect(filmSettings({ draft: true, size: '1080x1920' }, known)).toMatchObject({
      width: 1080,
      height: 1920,
      fps: 15,
    });
  });
});
