import { rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { RequestError, WorkError } from '../../../cache/errors';
import { cacheRoot } from '../../../cache/paths';
import type { Step } from '../../../cache/step';
import { install, removeNative } from '../../../training/gpu/install';
import { gpuPackage, thisMachine, unsupported } from '../../../training/gpu/release';
import { directoryOf } from '../../../training/installed';
import { halfMade, sweepHalfMade } from '../scratch';
import { withSession, type Session } from '../session';

const schema = z.object({
  from: z.string().optional(),
  sha256: z.string().optional(),
  binding: z.string().optional(),
  bindingSha256: z.string().optional(),
  remove: z.boolean().default(false),
});

const isSha256 = (text: string): boolean => /^[0-9a-fA-F]{64}$/.test(text);

function sha256(option: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (!isSha256(text))
    throw new RequestError(`${option} is "${text}"; it may be a SHA-256, 64 hexadecimal digits`);
  return text.toLowerCase();
}

/** `gpu`: brings the native library of tfjs-node-gpu, checks that it runs here, or takes it away again. */
export async function gpu(options: unknown): Promise<void> {
  const asked = schema.parse(options);
  for (const [option, value] of [
    ['--from', asked.from],
    ['--binding', asked.binding],
  ] as const)
    if (value === '')
      throw new RequestError(`${option} is empty; it may be a folder, a file or an http(s) address`);
  const library = { from: asked.from, sha256: sha256('--sha256', asked.sha256) };
  const binding = { from: asked.binding, sha256: sha256('--binding-sha256', asked.bindingSha256) };
  const packageDir = directoryOf(gpuPackage);
  if (packageDir === null)
    throw new WorkError(`the npm package "${gpuPackage}" is missing; run npm ci (it is an optional one)`);
  const downloads = path.join(cacheRoot(), 'downloads', 'gpu');

  await withSession('gpu', async (session) => {
    const { report, signal } = session;
    await session.hold();
    const beside = path.dirname(packageDir);
    await sweepHalfMade(beside);
    if (asked.remove) {
      const there = await removeNative(packageDir);
      await rm(downloads, { recursive: true, force: true });
      report.say(there ? 'the native library was removed' : 'no native library was installed');
      return;
    }
    const reason = unsupported(thisMachine());
    if (reason !== null) throw new WorkError(`${reason}; wasm and cpu work without it`);

    const { tensorflow, usesGpu } = await install({
      packageDir,
      library,
      binding,
      // A name that npm passes over, on the same file system.
      stage: halfMade(path.join(beside, '.tfjs-node-gpu')),
      downloads,
      signal,
      say: report.say,
      progress: progressOf(session),
    });
    report.print(
      `TensorFlow ${tensorflow} runs here, ${
        usesGpu
          ? 'on the graphics card'
          : 'on the CPU: it sees no graphics card (or no CUDA 11.2 with cuDNN 8.1 for it)'
      }; TFJS_BACKEND=auto takes it from now on\n`,
    );
  });
}

const MEGABYTE = 1e6;

/** Shows a download as the steps of a film are shown, though no artefact comes of it. */
function progressOf({ report }: Session): (name: string, done: number, total: number | undefined) => void {
  const steps = new Map<string, Step>();
  return (name, done, total) => {
    if (total === undefined) return;
    const step = steps.get(name) ?? downloadStep(name);
    steps.set(name, step);
    const progress = { done: done / MEGABYTE, total: Math.ceil(total / MEGABYTE), unit: 'MB' };
    report.event({ type: 'progress', step, progress });
  };
}

const downloadStep = (name: string): Step => ({
  id: `gpu:${name}`,
  stage: 'gpu',
  name,
  area: 'store',
  inputs: [],
  reads: [],
  parts: async () => ({}),
  make: async () => ({}),
});
