import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { projectRoot } from '../../cache/paths';

export interface Ended {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves when something it printed to stderr matches; rejects when it ends before. */
  printed(pattern: RegExp): Promise<void>;
}

const CLI = path.join('remotion', 'render', 'cli.ts');

/** Starts the program as `npm run` does, from the project's root unless said, with standard input closed. */
export function start(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  cwd: string = projectRoot,
): Running {
  return startProgram(process.execPath, ['--import', 'tsx', path.join(projectRoot, CLI), ...args], env, cwd);
}

export function startProgram(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  cwd: string = projectRoot,
): Running {
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  const waiting: { pattern: RegExp; resolve: () => void; reject: (error: Error) => void }[] = [];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
    for (const { pattern, resolve } of waiting) if (pattern.test(stderr)) resolve();
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      for (const { pattern, reject: fail } of waiting)
        fail(new Error(`ended without printing ${String(pattern)}:\n${stderr}`));
      resolve({ code, stdout, stderr });
    });
  });
  return {
    child,
    ended,
    printed: (pattern) =>
      new Promise((resolve, reject) => {
        if (pattern.test(stderr)) resolve();
        else waiting.push({ pattern, resolve, reject });
      }),
  };
}
