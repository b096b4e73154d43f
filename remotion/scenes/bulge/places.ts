import type { Box, Layout } from '../../stage/layout';
import { networkColumns, type NeuronColumn } from '../../stage/network-diagram';
import type { FormulaPlace } from '../layer-formula';
import type { Stat, StatPlaces } from '../run-stats';

/** A network's neurons, and the radius of each. */
export interface Standing {
  readonly columns: readonly NeuronColumn[];
  readonly radius: number;
}

/** Where things stand in this scene, in pixels, for each of the three layouts. */
export interface Places {
  /** The space. */
  readonly view: Box;
  readonly network: Standing;
  /** Where the network stands as long as there is nothing beside it, where that is elsewhere. */
  readonly alone: Standing;
  /** Epoch, loss and accuracy, and below them the loss's curve, while the network learns. */
  readonly stats: StatPlaces;
  /** Where there is no room, there is no curve. */
  readonly graph: Box | undefined;
  /** The layer's formula, with names and with its numbers, while its parts move. */
  readonly named: FormulaPlace;
  /** Where there is no room, there are only names. */
  readonly numbers: FormulaPlace | undefined;
  /** What has come of it: accuracy and margin, at the end. */
  readonly results: readonly [Stat, Stat];
}

const stat = (x: number, y: number, u: number): Stat => ({
  name: { x, y: y + 26 * u },
  value: { x, y: y + 82 * u },
});

/** Room for the width of lines and dots at the view's edges, in units. */
export const EDGE = 12;

/** A box with so much less on every side, in pixels. */
export const within = ({ x, y, width, height }: Box, room: number): Box => ({
  x: x + room,
  y: y + room,
  width: width - 2 * room,
  height: height - 2 * room,
});

/** @param widths of the network, from input to output */
export function placesOf({ name, content, unit: u }: Layout, widths: readonly number[]): Places {
  const { x, y, width, height } = content;
  const standing = (box: Box, spread: number, radius: number): Standing => ({
    columns: networkColumns(widths, box, { spread: spread * u }),
    radius: radius * u,
  });
  if (name === 'wide') {
    const side = 640 * u;
    const left = x + width - side;
    const top = y + 400 * u;
    return {
      view: within({ x, y, width: width - side - 50 * u, height }, EDGE * u),
      network: standing({ x: left + 40 * u, y: y + 40 * u, width: side - 80 * u, height: 250 * u }, 110, 22),
      alone: standing({ x: left + 40 * u, y, width: side - 80 * u, height }, 170, 30),
      stats: [0, 1, 2].map((i) => stat(left + (i * side) / 3, top, u)) as unknown as StatPlaces,
      graph: { x: left + 56 * u, y: top + 140 * u, width: side - 100 * u, height: 220 * u },
      named: { x: left, y: top + 70 * u, size: 68 * u, align: 'left', widest: side },
      numbers: { x: left, y: top + 230 * u, size: 50 * u, align: 'left', widest: side },
      results: [stat(left, top + 150 * u, u), stat(left + side / 2, top + 150 * u, u)],
    };
  }
  if (name === 'tall') {
    const top = y + 300 * u;
    const viewHeight = 860 * u;
    const below = top + viewHeight + 50 * u;
    const network = standing(
      { x: x + 0.2 * width, y: y + 10 * u, width: 0.6 * width, height: 230 * u },
      100,
      22,
    );
    return {
      view: within({ x, y: top, width, height: viewHeight }, EDGE * u),
      network,
      alone: network,
      stats: [0, 1, 2].map((i) => stat(x + (i * width) / 3, below, u)) as unknown as StatPlaces,
      graph: {
        x: x + 68 * u,
        y: below + 130 * u,
        width: width - 108 * u,
        height: y + height - 46 * u - (below + 130 * u),
      },
      named: { x: x + width / 2, y: below + 70 * u, size: 76 * u, align: 'center', widest: width },
      numbers: { x: x + width / 2, y: below + 240 * u, size: 62 * u, align: 'center', widest: width },
      results: [0.18, 0.6].map((share) => stat(x + share * width, below + 150 * u, u)) as [Stat, Stat],
    };
  }
  const top = 150 * u;
  const network = 0.29 * width;
  const left = x + network + 56 * u;
  const rest = width - network - 56 * u;
  const small = standing(
    { x: x + 20 * u, y: y + 8 * u, width: network - 40 * u, height: top - 16 * u },
    58,
    15,
  );
  return {
    view: within({ x, y: y + top + 20 * u, width, height: height - top - 20 * u }, EDGE * u),
    network: small,
    alone: small,
    stats: [0, 1, 2].map((i) => stat(left + (i * rest) / 3, y, u)) as unknown as StatPlaces,
    graph: undefined,
    named: { x: x + width, y: y + 80 * u, size: 64 * u, align: 'right', widest: rest },
    numbers: undefined,
    results: [stat(left, y, u), stat(left + rest / 2, y, u)],
  };
}
