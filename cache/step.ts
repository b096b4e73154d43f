import type { Json, Manifest } from './manifest';
import type { NpyData, Tensor } from './npy';

/** Browsers read what is in the store; the others lie outside Remotion's public directory. */
export const areas = ['store', 'segments', 'checkpoints'] as const;
export type Area = (typeof areas)[number];

/** A finished artefact, opened for reading. Every file is checked against its SHA-256 before it is read. */
export interface Artefact {
  readonly id: string;
  readonly area: Area;
  readonly key: string;
  /** Absolute path of the directory. */
  readonly dir: string;
  /** `<stage>/<name>-<12 hex>`, as browsers address it below the store. */
  readonly path: string;
  readonly manifest: Manifest;
  readonly meta: Manifest['meta'];
  npy(name: string): Promise<Tensor>;
  json(name: string): Promise<Json>;
  /** Absolute path of one of its files. */
  file(name: string): string;
}

/** An artefact that is being written, in a directory of its own in `cache/tmp`. */
export interface Draft {
  /** Writes `name` (with `.npy` at its end). */
  npy(name: string, shape: readonly number[], data: NpyData): Promise<void>;
  json(name: string, value: Json): Promise<void>;
  bytes(name: string, value: Uint8Array): Promise<void>;
  /** The folder itself, for another process that writes there. */
  readonly dir: string;
  /** Where another program may write a file of this name; it is hashed when the artefact is finished. */
  file(name: string): string;
}

export interface Progress {
  /** How much of the step is done, in `unit`s, of `total`. */
  readonly done: number;
  readonly total: number;
  readonly unit: string;
  /** A short remark: a loss, a scene. */
  readonly note?: string;
}

/** Unfinished work that a later run can go on from, checked like artefacts. Losing one costs time and nothing else. */
export interface Checkpoints {
  /** The one kept under this key; a damaged one is told to the user and counts as none. */
  find(name: string, key: string): Promise<Artefact | undefined>;
  /** Puts one in the place of what was kept under this key before. */
  keep(
    name: string,
    key: string,
    parts: Manifest['parts'],
    write: (draft: Draft) => Promise<Manifest['meta']>,
  ): Promise<void>;
}

export interface Work {
  readonly draft: Draft;
  /** The cache's folder, for another process that works on it. */
  readonly root: string;
  readonly checkpoints: Checkpoints;
  /** An input or a read of this step, made and verified. */
  artefact(id: string): Artefact;
  progress(progress: Progress): void;
  readonly signal: AbortSignal;
  /** What went into the key, with the inputs' keys as `inputs`. */
  readonly parts: Manifest['parts'];
  /** Says one line to the user, once. */
  say(line: string): void;
}

/**
 * One arrow of the design: from inputs and parameters to an artefact.
 * Its key is the SHA-256 of the canonical JSON of stage, name, parts and the inputs' keys.
 */
export interface Step {
  /** `<stage>:<name>`, unique. */
  readonly id: string;
  readonly stage: string;
  readonly name: string;
  readonly area: Area;
  /** Steps whose keys go into this one's key. */
  readonly inputs: readonly string[];
  /** Steps whose contents decide `parts`: they must be made before the key is known; their keys stay out of it. */
  readonly reads: readonly string[];
  /** All that decides the result besides the inputs: parameters, versions, the hash of the code. */
  parts(read: (id: string) => Artefact): Promise<Manifest['parts']>;
  /** Writes the artefact's files into the draft and returns the manifest's `meta`. */
  make(work: Work): Promise<Manifest['meta']>;
}
