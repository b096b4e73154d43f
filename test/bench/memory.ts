import { readdirSync, readFileSync } from 'node:fs';

/** Samples the memory of this process and all its descendants. Linux only: elsewhere the peak stays undefined. */
export interface MemorySampler {
  /** Peak of the proportional set sizes together, in bytes. */
  peak(): number | undefined;
  reset(): void;
  stop(): void;
}

const SAMPLE_MS = 200;

/** @param children Whether only the descendants count, and not this process. */
export function sampleMemory({ children = false } = {}): MemorySampler {
  let most = 0;
  const timer = setInterval(() => (most = Math.max(most, treeBytes(children))), SAMPLE_MS);
  timer.unref();
  return {
    peak: () => (most > 0 ? most : undefined),
    reset: () => void (most = 0),
    stop: () => clearInterval(timer),
  };
}

function treeBytes(children: boolean): number {
  const parents = new Map<number, number>();
  try {
    for (const name of readdirSync('/proc')) {
      const pid = Number(name);
      if (!Number.isInteger(pid)) continue;
      const parent = parentOf(pid);
      if (parent !== undefined) parents.set(pid, parent);
    }
  } catch {
    return 0;
  }
  const mine = new Set([process.pid]);
  for (let grew = true; grew;) {
    grew = false;
    for (const [pid, parent] of parents)
      if (mine.has(parent) && !mine.has(pid)) {
        mine.add(pid);
        grew = true;
      }
  }
  if (children) mine.delete(process.pid);
  return [...mine].reduce((sum, pid) => sum + proportionalBytes(pid), 0);
}

function parentOf(pid: number): number | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}

/** Memory shared by several processes counts once, divided among them: proc(5), smaps_rollup. */
function proportionalBytes(pid: number): number {
  try {
    const match = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
    return Number(match?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
