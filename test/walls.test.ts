import { describe, expect, it } from 'vitest';
import { importsOf, reachableFrom, sources, textOf } from './support/sources';

/** What each room may import of ours, the first match counts (DESIGN.md's table; scenes draw with the network's own forward pass). */
const browserMaths = ['training/network.ts', 'cache/npy.ts'];
/**
 * The running order offers a scene for each experiment that it can show, the user's own too, so it must know their list:
 * pure data and a schema, no Node and no tfjs. Scenes may not: their code's hash would change with every hyperparameter.
 */
const experiments = [
  'training/experiments.ts',
  'training/hyperparameters.ts',
  'training/imported.ts',
  'training/imported.json',
];
const rooms: readonly (readonly [room: string, may: readonly string[]])[] = [
  ['data/', ['cache/errors.ts']],
  ['cache/', []],
  ['training/', ['data/', 'cache/']],
  ['remotion/motion/', browserMaths],
  ['remotion/stage/', ['remotion/motion/', ...browserMaths]],
  ['remotion/scenes/', ['remotion/stage/', 'remotion/motion/', ...browserMaths]],
  [
    'remotion/film/',
    ['remotion/scenes/', 'remotion/stage/', 'remotion/motion/', 'cache/', ...browserMaths, ...experiments],
  ],
  ['remotion/narration/', ['remotion/film/', 'remotion/stage/', 'cache/']],
  ['remotion/render/', ['']],
  ['remotion/', ['remotion/film/']],
];

const roomOf = (file: string): readonly [string, readonly string[]] => {
  const found = rooms.find(([room]) => file.startsWith(room));
  if (!found) throw new Error(`${file} lies in no room`);
  return found;
};

describe('the walls between the rooms', () => {
  it('let no room import what is above it', () => {
    const broken = sources.flatMap((file) => {
      const [room, may] = roomOf(file);
      return importsOf(file)
        .ours.filter(
          (target) => !target.startsWith(room) && !may.some((allowed) => target.startsWith(allowed)),
        )
        .map((target) => `${file} → ${target}`);
    });
    expect(broken).toEqual([]);
  });

  it('hold no circle', () => {
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (file: string, trail: readonly string[]): void => {
      if (trail.includes(file)) circles.push([...trail.slice(trail.indexOf(file)), file].join(' → '));
      if (done.has(file) || trail.includes(file)) return;
      importsOf(file).ours.forEach((target) => visit(target, [...trail, file]));
      done.add(file);
    };
    sources.forEach((file) => visit(file, []));
    expect(circles).toEqual([]);
  });

  it('keep Node and tfjs out of what browsers load', () => {
    const browser = reachableFrom(['remotion/index.ts', 'remotion/render/canvas/page.ts']);
    const broken = [...browser].flatMap((file) =>
      importsOf(file)
        .packages.filter((name) => name.startsWith('node:') || name.startsWith('@tensorflow/'))
        .map((name) => `${file} → ${name}`),
    );
    expect(browser.size).toBeGreaterThan(10);
    expect(broken).toEqual([]);
  });

  it('keep React and the canvas out of motion, and React out of stage and scenes that draw', () => {
    const pure = sources.filter((file) => /^remotion\/(motion|stage|scenes)\//.test(file));
    const broken = pure.filter((file) =>
      importsOf(file).packages.some((name) => /^(react|remotion|@remotion)/.test(name)),
    );
    const drawing = pure.filter(
      (file) => file.startsWith('remotion/motion/') && /CanvasRendering|Context2D/.test(textOf(file)),
    );
    expect([...broken, ...drawing]).toEqual([]);
  });
});

describe('the sources', () => {
  it('hold no colour literal outside the theme', () => {
    const broken = sources
      .filter(
        (file) => /^remotion\/(motion|stage|scenes|film)\//.test(file) && !file.endsWith('stage/theme.ts'),
      )
      .filter((file) => /['"`]#[0-9a-fA-F]{3,8}['"`]|\b(rgba?|hsla?)\(\s*\d/.test(textOf(file)));
    expect(broken).toEqual([]);
  });

  it('have no file much over 300 lines', () => {
    const long = sources.filter((file) => textOf(file).split('\n').length > 320);
    expect(long).toEqual([]);
  });

  it('ask for neither chance nor the time of day where a frame must be pure', () => {
    const broken = sources
      .filter((file) => /^(data|remotion\/(motion|stage|scenes))\//.test(file))
      .filter((file) => /Math\.random\(|Date\.now\(|new Date\(|performance\.now\(/.test(textOf(file)));
    expect(broken).toEqual([]);
  });
});
