import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ffmpeg, ffmpegBytes, FfmpegError, ffmpegVersion, ffprobe } from '../../remotion/narration/ffmpeg';
import { decodeWav, encodeWav } from '../../remotion/narration/wav';
import { temporaryFolder } from '../support/temporary';

const wav = encodeWav({ sampleRate: 16000, samples: new Float32Array(16000).fill(0.25) });

describe('ffmpeg', () => {
  it('is the one inside the compositor package and says its version', async () => {
    expect(await ffmpegVersion()).toMatch(/^n?\d+\.\d+/);
  });

  it('takes bytes on its input and gives bytes on its output', async () => {
    const bytes = await ffmpegBytes(['-i', 'pipe:0', '-c:a', 'pcm_s16le', '-f', 'wav', 'pipe:1'], {
      input: wav,
    });
    expect(decodeWav(bytes).samples).toEqual(decodeWav(wav).samples);
  });

  it('starts relative paths from the folder it is given', async () => {
    const cwd = await temporaryFolder();
    await ffmpeg(['-i', 'pipe:0', '-c:a', 'pcm_s16le', 'out.wav'], { input: wav, cwd });
    expect(existsSync(path.join(cwd, 'out.wav'))).toBe(true);
    const { stdout } = await ffprobe(['-show_entries', 'format=duration', '-of', 'csv=p=0', 'out.wav'], {
      cwd,
    });
    expect(Number(stdout)).toBe(1);
  });

  it('fails with its own last line', async () => {
    const failure = ffmpeg(['-i', '/there/is/no/such.wav', '-f', 'null', '-']);
    await expect(failure).rejects.toThrow(FfmpegError);
    await expect(failure).rejects.toThrow(/^ffmpeg failed: .*No such file or directory$/);
    await expect(failure).rejects.toMatchObject({ exitCode: 1, diskFull: false });
  });

  it('says why it ended early, also while it is still being fed', async () => {
    const failure = ffmpeg(['-i', 'pipe:0', '/there/is/no/such/folder.wav'], { input: new Uint8Array(2e7) });
    await expect(failure).rejects.toThrow(/^ffmpeg failed: (?!.*EPIPE)/);
  });

  it.runIf(process.platform === 'linux')('says that the disk is full when it is', async () => {
    const failure = ffmpeg(['-i', 'pipe:0', '-c:a', 'pcm_s16le', '-f', 'wav', '/dev/full'], { input: wav });
    await expect(failure).rejects.toThrow('No space left on device');
    await expect(failure).rejects.toMatchObject({ diskFull: true });
  });

  it('is killed by its signal and rejects with the reason', async () => {
    const stop = new AbortController();
    const endless = ffmpeg(['-re', '-f', 'lavfi', '-i', 'anullsrc', '-f', 'null', '-'], {
      signal: stop.signal,
    });
    stop.abort(new Error('stopped by the user'));
    await expect(endless).rejects.toThrow('stopped by the user');
    await expect(ffmpeg(['-version'], { signal: stop.signal })).rejects.toThrow('stopped by the user');
  });
});
