import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sha256 } from '../../cache/key';
import { decodeNpy } from '../../cache/npy';
import { manifestSchema } from '../../cache/manifest';
import { ffmpeg, ffprobe } from '../../remotion/narration/ffmpeg';
import { measureLoudness } from '../../remotion/narration/loudness';
import { indexSchema } from '../../remotion/film/run';
import { findBrowser } from '../../remotion/render/browser';
import { decodeFrame, psnr } from '../../remotion/render/psnr';
import { openReferenceEngine } from '../../remotion/render/reference/engine';
import { compositionProps } from '../../remotion/render/segments';
import { start, startProgram, type Ended } from '../support/command';
import { qualityOf } from '../support/quality';

/** One real film, small in pixels and whole in everything else, and what happens to it. The tests follow on one another. */

const scenes = [
  'black-box',
  'spirals',
  'boundary',
  'two-neurons',
  'weighted-sum',
  'matrix-multiply',
  'linear-transform',
  'tanh-graph',
  'tanh-squish',
  'full-layer',
  'spirals-stretching',
  'linear-boundary',
  'disks',
  'chosen-transform',
  'disks-2d',
  'disks-training',
  'bulge',
  'pixel-space',
  'manifolds',
  'mnist-digits',
  'mnist-pca',
  'similar-digits',
  'closing',
];
/** Of each kind one: without data, with a small network's, with MNIST's. What breaks or changes is tried with these. */
const few = ['tanh-squish', 'spirals-stretching', 'mnist-pca'];
const other = ['--set', 'spirals.seed=5', '--set', 'spirals.epochs=60'];
/** Layers without a bend, and steps far too long: the loss is NaN before the first epoch is over. */
const diverging = ['hidden=[256,256,256]', 'activation=linear', 'optimizer=sgd', 'learningRate=1'].flatMap(
  (setting) => ['--set', `mnist.${setting}`],
);
let dir = '';
let env: Record<string, string> = {};
const inDir = (...names: string[]): string => path.join(dir, ...names);
const out = (): string => inDir('out', 'film.mp4');

const run = (args: string[]): Promise<Ended> => start(args, env).ended;
const whole = (): string => inDir('out', 'whole.mp4');
const film = (...more: string[]): Promise<Ended> =>
  run(['film', '--size', '640x360', '--scenes', few.join(), '--out', out(), ...more]);
const hash = async (file: string): Promise<string> => sha256(await readFile(file));

const summarySchema = z.object({
  film: z.object({ sha256: z.string() }),
  sound: z.object({}).loose(),
  scenes: z.array(
    z.object({
      id: z.string(),
      narration: z.object({ durationInFrames: z.number() }).loose(),
      segment: z.object({ probes: z.array(z.object({ frame: z.number(), sha256: z.string() })) }).loose(),
    }),
  ),
  keys: z.record(z.string(), z.string()),
});
const summary = async (file = inDir('out', 'film.json')) =>
  summarySchema.parse(JSON.parse(await readFile(file, 'utf8')));

/** Frames of the whole film. */
const totalFrames = async (): Promise<number> =>
  (await summary(inDir('out', 'whole.json'))).scenes.reduce(
    (sum, scene) => sum + scene.narration.durationInFrames,
    0,
  );

/** What makes two films equal: timelines, drawn pixels of probed frames, and sound; not the encoder's bytes. */
const essence = async () => {
  const { scenes: made, keys } = await summary();
  for (const { segment } of made) expect(segment.probes.length).toBeGreaterThan(2);
  const sound = createHash('sha256');
  const decoded = inDir('sound.wav');
  await ffmpeg(['-y', '-i', out(), '-vn', decoded]);
  sound.update(await readFile(decoded));
  return {
    scenes: made.map(({ id, narration, segment }) => [id, narration.durationInFrames, segment.probes]),
    narrations: Object.entries(keys).filter(([id]) => id.startsWith('narration:')),
    sound: sound.digest('hex'),
  };
};

/** The directory of an artefact's stage and name, the one used last; a dash and twelve digits of its key stand behind the name. */
async function artefactDir(area: string, stage: string, name: string): Promise<string> {
  const parent = inDir('cache', area, stage);
  const found = (await readdir(parent)).filter((each) => each.slice(0, -13) === name);
  const dated = await Promise.all(
    found.map(async (each) => ({ each, at: (await stat(path.join(parent, each))).mtimeMs })),
  );
  const last = dated.sort((a, b) => b.at - a.at)[0];
  if (!last) throw new Error(`${stage}:${name} is not in the cache`);
  return path.join(parent, last.each);
}

beforeAll(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'untangle-film-'));
  env = { UNTANGLE_CACHE: inDir('cache') };
});
afterAll(() => rm(dir, { recursive: true, force: true }));

describe('npm run film', { timeout: 900_000 }, () => {
  it('makes the film of seven to nine minutes, its captions and what made it from nothing', async () => {
    const { code, stderr } = await run(['film', '--size', '640x360', '--out', whole()]);
    expect(stderr).toContain('training:mnist: it was never made');
    expect(code).toBe(0);
    const files = ['json', 'mp4', 'srt', 'vtt'].map((ending) => `whole.${ending}`);
    expect((await readdir(inDir('out'))).sort()).toEqual(files);
    expect((await summary(inDir('out', 'whole.json'))).scenes.map(({ id }) => id)).toEqual(scenes);
    const frames = await totalFrames();
    expect(frames / 30).toBeGreaterThanOrEqual(7 * 60);
    expect(frames / 30).toBeLessThanOrEqual(9 * 60);
    for (const file of files.slice(2))
      expect(await readFile(inDir('out', file), 'utf8')).toMatch(/-->.*\n.*\w/);
  });

  it('gives H.264 High, 4:2:0, BT.709, 30 frames a second at constant intervals, AAC 48 kHz stereo, fast start', async () => {
    const { stdout } = await ffprobe([
      '-v',
      'error',
      '-show_streams',
      '-show_packets',
      '-of',
      'json',
      whole(),
    ]);
    const facts = z
      .object({
        streams: z.array(z.record(z.string(), z.unknown())),
        packets: z.array(z.record(z.string(), z.unknown())),
      })
      .parse(JSON.parse(stdout));
    expect(facts.streams.find((stream) => stream['codec_type'] === 'video')).toMatchObject({
      codec_name: 'h264',
      // The compositor's ffprobe says the profile's number (100 is High), others say its name.
      profile: expect.stringMatching(/^(High|100)$/),
      pix_fmt: expect.stringMatching(/^yuvj?420p$/),
      width: 640,
      height: 360,
      r_frame_rate: '30/1',
      avg_frame_rate: '30/1',
      color_space: 'bt709',
      color_primaries: 'bt709',
      color_transfer: 'bt709',
    });
    expect(facts.streams.find((stream) => stream['codec_type'] === 'audio')).toMatchObject({
      codec_name: 'aac',
      sample_rate: '48000',
      channels: 2,
    });
    const times = facts.packets
      .filter((packet) => packet['codec_type'] === 'video')
      .map((packet) => Number(packet['pts_time']))
      .sort((a, b) => a - b);
    expect(times.length).toBe(await totalFrames());
    times.forEach((time, frame) => expect(Math.abs(time - frame / 30)).toBeLessThan(0.001));
    const ends = facts.streams.map((stream) => Number(stream['duration']));
    expect(Math.abs((ends[0] ?? 0) - (ends[1] ?? 9))).toBeLessThan(0.05);
    const bytes = await readFile(whole());
    expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'));
  });

  it('shows each scene as the reference engine draws it, within 38 dB and 12 Mb/s', async () => {
    const storeDir = inDir('cache', 'store');
    const { run: artefacts } = indexSchema.parse(
      JSON.parse(await readFile(path.join(storeDir, 'index.json'), 'utf8')),
    );
    const reference = await openReferenceEngine({ browser: await findBrowser(), storeDir });
    try {
      for (const scene of scenes) {
        const file = path.join(await artefactDir('segments', 'segment', scene), 'segment.mp4');
        const inputProps = compositionProps(artefacts, { theme: 'night', width: 640, height: 360, fps: 30 });
        const { size } = await stat(file);
        const quality = await qualityOf(file, reference, { compositionId: scene, inputProps }, 4, size);
        expect([scene, quality.worst]).toEqual([scene, expect.toSatisfy((dB: number) => dB >= 38)]);
        expect(quality.megabits).toBeLessThanOrEqual(12);
      }
    } finally {
      await reference.close();
    }
  });

  it('gives the same film by either engine', async () => {
    const files = { canvas: inDir('canvas.mp4'), remotion: inDir('remotion.mp4') };
    for (const [engine, file] of Object.entries(files)) {
      const args = ['film', '--scenes', 'template', '--size', '640x360', '--engine', engine, '--out', file];
      expect([engine, (await run(args)).code]).toEqual([engine, 0]);
    }
    const { scenes: made } = await summary(inDir('canvas.json'));
    const { scenes: same } = await summary(inDir('remotion.json'));
    expect(same.map((scene) => scene.narration)).toEqual(made.map((scene) => scene.narration));
    const frames = made[0]?.narration.durationInFrames ?? 0;
    for (const frame of [0, 30, Math.floor(frames / 2), frames - 40, frames - 1]) {
      const facts = { width: 640, height: 360, fps: 30 };
      const [a, b] = [
        await decodeFrame(files.canvas, frame, facts),
        await decodeFrame(files.remotion, frame, facts),
      ];
      expect(psnr(a, b)).toBeGreaterThanOrEqual(38);
    }
  });

  it('speaks at −14 ± 1 LUFS with true peaks of at most −1 dBTP', async () => {
    const { stderr } = await ffmpeg([
      '-i',
      whole(),
      '-vn',
      '-af',
      'loudnorm=print_format=json',
      '-f',
      'null',
      '-',
    ]);
    const measured = z
      .object({ input_i: z.coerce.number(), input_tp: z.coerce.number() })
      .parse(JSON.parse(stderr.slice(stderr.lastIndexOf('{'), stderr.lastIndexOf('}') + 1)));
    expect(Math.abs(measured.input_i + 14)).toBeLessThanOrEqual(1);
    expect(measured.input_tp).toBeLessThanOrEqual(-1);
  });

  it('writes only .npy files whose header and shape are what the manifest says', async () => {
    let count = 0;
    for (const stage of await readdir(inDir('cache', 'store'), { withFileTypes: true })) {
      if (!stage.isDirectory()) continue;
      for (const name of await readdir(inDir('cache', 'store', stage.name))) {
        const at = inDir('cache', 'store', stage.name, name);
        const manifest = manifestSchema.parse(
          JSON.parse(await readFile(path.join(at, 'manifest.json'), 'utf8')),
        );
        for (const [file, entry] of Object.entries(manifest.files)) {
          if (!file.endsWith('.npy')) continue;
          expect([...decodeNpy(await readFile(path.join(at, file))).shape]).toEqual(entry.shape);
          count++;
        }
      }
    }
    expect(count).toBeGreaterThan(20);
  });

  it('joins a film of a few of its scenes without drawing any again', async () => {
    const { code, stderr } = await film();
    expect(code).toBe(0);
    const made = [...stderr.matchAll(/^(\S+:\S+): done in/gm)].map(([, id]) => id);
    expect(made.sort()).toEqual(['film:film', 'sound:film']);
    for (const file of await readdir(inDir('out')))
      if (file.startsWith('whole')) await rm(inDir('out', file));
  });

  it('makes nothing the second time, says so, and leaves the bytes as they were', async () => {
    const before = await hash(out());
    const { code, stderr } = await film();
    expect([code, stderr.trim().split('\n')]).toEqual([
      0,
      ['nothing to make: everything was in the cache', expect.stringMatching(/film\.mp4 is up to date$/)],
    ]);
    expect(await hash(out())).toBe(before);
  });

  it('retrains and redraws only what a seed touches, as the plan had said, and nothing on the way back', async () => {
    const planned = await run(['plan', '--size', '640x360', '--scenes', few.join(), ...other, '--json']);
    const { steps } = z
      .object({
        steps: z.array(
          z.object({
            id: z.string(),
            stage: z.string(),
            action: z.enum(['reuse', 'make', 'depends']),
            because: z.array(z.string()).min(1),
            on: z.array(z.string()),
          }),
        ),
      })
      .parse(JSON.parse(planned.stdout));
    const action = Object.fromEntries(steps.map(({ id, action: each }) => [id, each]));
    expect(action['training:spirals']).toBe('make');
    expect(action['segment:spirals-stretching']).not.toBe('reuse');
    const untouched = steps.filter(({ id }) => id.includes('mnist') || id.includes('tanh-squish'));
    expect(untouched.length).toBeGreaterThan(5);
    expect(untouched.filter((step) => step.action !== 'reuse')).toEqual([]);

    const before = await hash(out());
    const { code, stderr } = await film(...other);
    expect(code).toBe(0);
    const made = [...stderr.matchAll(/^(\S+:\S+): done in/gm)].map(([, id]) => id ?? '');
    expect(made).toContain('segment:spirals-stretching');
    expect(made.filter((id) => action[id] === 'reuse')).toEqual([]);
    expect(await hash(out())).not.toBe(before);

    const back = await film();
    expect(back.stderr).toContain('nothing to make');
    expect(await hash(out())).toBe(before);
  });

  it('finds a flipped byte in an array, a clip and a segment, says so, and makes an equal film', async () => {
    const before = await essence();
    const files = [
      path.join(await artefactDir('store', 'projection', 'spirals'), 'weights-1.npy'),
      path.join(await artefactDir('store', 'speech', 'tanh-squish'), 'clip-0.wav'),
      path.join(await artefactDir('segments', 'segment', 'tanh-squish'), 'segment.mp4'),
    ];
    for (const file of files) {
      const bytes = await readFile(file);
      const middle = Math.floor(bytes.length / 2);
      bytes[middle] = (bytes[middle] ?? 0) ^ 0x10;
      await writeFile(file, bytes);
    }
    expect((await run(['cache', 'verify'])).code).toBe(1);
    const { code, stderr } = await film();
    expect(code).toBe(0);
    for (const file of files)
      expect(
        stderr
          .split('\n')
          .filter((line) => line.includes(`${path.basename(file)} does not match its checksum`)).length,
      ).toBe(1);
    expect(await essence()).toEqual(before);
    expect((await run(['cache', 'verify'])).code).toBe(0);
  });

  it('is killed in training, speech, rendering and muxing, and still ends with an equal film and no leftovers', async () => {
    const mine = ['--set', 'spirals.seed=6', '--set', 'spirals.epochs=60'];
    for (const stage of ['training', 'speech', 'segment', 'film']) {
      const running = start(
        ['film', '--size', '640x360', '--scenes', few.join(), '--out', out(), ...mine],
        env,
      );
      await running.printed(new RegExp(`^${stage}:[\\w-]+: (?!done)`, 'm'));
      running.child.kill('SIGKILL');
      expect((await running.ended).code).toBeNull();
    }
    expect((await film(...mine)).code).toBe(0);
    const interrupted = await essence();
    expect((await run(['cache', 'gc'])).code).toBe(0);
    expect(await readdir(inDir('cache', 'tmp')).catch(() => [])).toEqual([]);
    expect((await readdir(inDir('cache'))).filter((name) => name.startsWith('lock'))).toEqual([]);
    expect((await readdir(inDir('out'))).sort()).toEqual(['film.json', 'film.mp4', 'film.srt', 'film.vtt']);

    for (const [area, stage, name] of [
      ['store', 'training', 'spirals'],
      ['store', 'speech', 'spirals-stretching'],
      ['segments', 'segment', 'spirals-stretching'],
      ['segments', 'film', 'film'],
    ] as const)
      await rm(await artefactDir(area, stage, name), { recursive: true });
    expect((await film(...mine)).code).toBe(0);
    expect(await essence()).toEqual(interrupted);
  });

  it('makes a second run at the same time wait, and both end well', async () => {
    const mine = ['--set', 'spirals.seed=7', '--set', 'spirals.epochs=60', '--scenes', 'tanh-squish'];
    const first = start(['film', '--size', '320x180', '--out', out(), ...mine], env);
    await first.printed(/to do:/);
    const second = start(['film', '--size', '320x180', '--out', inDir('out', 'second.mp4'), ...mine], env);
    await second.printed(/another run holds the cache \(film, process \d+/);
    expect((await first.ended).code).toBe(0);
    const ended = await second.ended;
    expect([ended.code, /nothing to make/.test(ended.stderr)]).toEqual([0, true]);
  });

  it('stops cleanly on Ctrl-C and leaves the last film in place', async () => {
    const before = await hash(out());
    const running = start(
      ['film', '--size', '640x360', '--scenes', few.join(), '--out', out(), '--set', 'mnist.seed=77'],
      env,
    );
    await running.printed(/^training:mnist: /m);
    running.child.kill('SIGINT');
    const { code, stderr } = await running.ended;
    expect([code, stderr.trim().split('\n').at(-1)]).toEqual([
      1,
      'stopped; what was finished is kept in the cache',
    ]);
    expect(await hash(out())).toBe(before);
  });

  it('answers a wrong request with code 2 and one line that names the field, the value and what is allowed', async () => {
    const before = await hash(out());
    await writeFile(inDir('file'), '');
    const wrong: [string[], RegExp][] = [
      [['--set', 'spirale.seed=1'], /spirale.*spirals/],
      [['--set', 'spirals.sead=1'], /sead.*seed/],
      [['--set', 'spirals.seed=abc'], /spirals\.seed.*abc/],
      [['--set', 'spirals.learningRate=-1'], /spirals\.learningRate.*-1/],
      [['--set', 'spirals'], /spirals/],
      [['--scenes', 'nowhere'], /--scenes.*nowhere.*black-box, spirals, .*closing, template/],
      [['--size', '641x360'], /--size.*641x360.*even/],
      [['--size', 'big'], /--size.*big/],
      [['--fps', '0'], /--fps.*0/],
      [['--theme', 'pink'], /--theme.*pink.*night/],
      [['--engine', 'gpu'], /--engine.*gpu.*canvas/],
      [['--voice', 'hal'], /hal.*flite/],
      [['--browser', '/nowhere/chrome'], /--browser.*\/nowhere\/chrome/],
      [['--out', inDir('file', 'film.mp4')], /--out.*cannot be written/],
      [['--out', 'film.avi'], /--out.*film\.avi.*\.mp4/],
      [['--colour', 'red'], /--colour/],
    ];
    for (const [args, message] of wrong) {
      const { code, stderr, stdout } = await film(...args);
      expect([args, code, stdout]).toEqual([args, 2, '']);
      expect(stderr).toMatch(message);
      expect([args, stderr.trim().split('\n').length]).toEqual([args, 1]);
    }
    expect(await hash(out())).toBe(before);
  });

  it('says a sentence otherwise where the run does not show it, tells so once, and makes no film with --strict', async () => {
    const broken = [
      '--set',
      'spirals.turns=3',
      '--set',
      'spirals.epochs=20',
      '--scenes',
      'spirals-stretching',
    ];
    const file = inDir('broken.mp4');
    const args = ['film', '--size', '320x180', '--out', file, ...broken];
    const strict = await run([...args, '--strict']);
    expect([strict.code, await stat(file).catch(() => 'no film')]).toEqual([1, 'no film']);
    expect(strict.stderr).toMatch(/does not hold: .*accuracy.*needed/);
    const { code, stderr } = await run(args);
    expect(code).toBe(0);
    const told = stderr
      .split('\n')
      .filter((line) => /accuracy.*; the film (says it otherwise|leaves it out)$/.test(line));
    expect(told.length).toBeGreaterThan(0);
    expect(new Set(told).size).toBe(told.length);
  });

  it('answers a training that diverges with code 1 and one line, and leaves the last film in place', async () => {
    const before = await hash(out());
    const { code, stderr } = await film(...diverging);
    expect(code).toBe(1);
    expect(stderr.trim().split('\n').at(-1)).toMatch(
      /^mnist: the loss is \S+ at epoch .*--set mnist\.learningRate=0\.1$/,
    );
    expect(await hash(out())).toBe(before);
  });
});

describe('Remotion without any script of ours', { timeout: 600_000 }, () => {
  const remotion = (...args: string[]): Promise<Ended> =>
    startProgram(
      process.execPath,
      [path.join('node_modules', '@remotion', 'cli', 'remotion-cli.js'), ...args],
      env,
    ).ended;

  it('lists the compositions with their lengths', async () => {
    const { code, stdout } = await remotion('compositions', 'remotion/index.ts');
    expect(code).toBe(0);
    for (const id of [...scenes, 'film'])
      expect(stdout).toMatch(new RegExp(`^${id}\\s+30\\s+1920x1080\\s+\\d{3,}`, 'm'));
  });

  it('renders a scene with its voice', async () => {
    const file = inDir('one.mp4');
    const { code, stderr } = await remotion(
      'render',
      'remotion/index.ts',
      'spirals-stretching',
      file,
      '--frames=0-59',
      '--scale=0.5',
    );
    expect(stderr.split('\n').filter((line) => /error/i.test(line))).toEqual([]);
    expect(code).toBe(0);
    const { stdout } = await ffprobe([
      '-v',
      'error',
      '-show_entries',
      'stream=codec_name',
      '-of',
      'csv=p=0',
      file,
    ]);
    expect(stdout.trim().split('\n').sort()).toEqual(['aac', 'h264']);
    expect((await measureLoudness(file)).truePeak).toBeGreaterThan(-20);
  });

  it('says what to run where the cache is empty', async () => {
    await mkdir(inDir('empty'));
    const listed = startProgram(
      process.execPath,
      [path.join('node_modules', '@remotion', 'cli', 'remotion-cli.js'), 'compositions', 'remotion/index.ts'],
      { UNTANGLE_CACHE: inDir('empty') },
    );
    const { code, stdout } = await listed.ended;
    expect(code).toBe(0);
    for (const id of [...scenes, 'film']) expect(stdout).toContain(id);
  });
});
