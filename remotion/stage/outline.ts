/** What a scene needs to know of an experiment to say whether it can show it; all of it is known before training. */
export interface ExperimentOutline {
  readonly name: string;
  /** Kind of data: `spirals`, `disks`, `csv`, `mnist`, or `activations` that were brought; undefined where the facts do not say. */
  readonly data: string | undefined;
  /** Coordinates of a point. */
  readonly inputs: number;
  /** Widths of the hidden layers. */
  readonly hidden: readonly number[];
  /** Width of the last layer; undefined as long as only the data say. */
  readonly outputs?: number | undefined;
  /** Undefined where nobody knows: of activations that were brought. */
  readonly activation: string | undefined;
  /** Undefined as long as only the data say how many there are. */
  readonly classes: number | undefined;
}

/** True, or why not: the field, what it is and what it may be, in words that go on from “cannot show the experiment x: ”. */
export type Showable = true | string;
