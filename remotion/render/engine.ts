import type { Browser } from './browser';

/** What either engine is asked to draw: a registered composition with its input props. */
export interface Drawing {
  readonly compositionId: string;
  /** The props of the composition: `run`, `theme`, `width`, `height`, `fps`, … */
  readonly inputProps: Readonly<Record<string, unknown>>;
}

/** One frame whose drawn pixels were hashed before they were encoded. */
export interface Probe {
  readonly frame: number;
  readonly sha256: string;
}

export interface SegmentRequest extends Drawing {
  /** Where the muted MP4 goes. */
  readonly outFile: string;
  readonly signal: AbortSignal;
  /** Draw only frames 0, n, 2n, …, one after another: for measuring. Every frame unless said. */
  readonly everyNthFrame?: number;
  onFrame(done: number, total: number): void;
}

export interface SegmentResult {
  readonly frames: number;
  readonly bytes: number;
  /** Empty where the engine does not see the pixels before they are encoded. */
  readonly probes: readonly Probe[];
}

/** Draws compositions. `canvas` and `remotion` are the two there are; a film is made by one of them. */
export interface Engine {
  readonly name: 'canvas' | 'remotion';
  renderSegment(request: SegmentRequest): Promise<SegmentResult>;
  readonly browser: Browser;
  /** One frame as a PNG. */
  still(drawing: Drawing & { readonly frame: number }): Promise<Uint8Array>;
  /** Several frames of one composition as PNGs; what they are drawn from is loaded once. */
  stills(drawing: Drawing & { readonly frames: readonly number[] }): Promise<Uint8Array[]>;
  close(): Promise<void>;
}

export interface EngineOptions {
  readonly browser: Browser;
  /** `cache/store`: what the browser may read. */
  readonly storeDir: string;
}
