import type { Tensor } from '../../../cache/npy';
import { smooth, clamp01 } from '../../motion/ease';
import { between } from '../../stage/look';
import { fitBox } from '../../stage/plane';
import type { Given } from '../../stage/scene';
import { wholeOf } from './clock';
import type { Space } from './panel';
import { nearestToMean } from './typical';

/** A real digit as the numbers that it is; another takes its place, pixel by pixel. */

/** Digits that are seen one after another: each looks unlike the one before. */
const SHOWN = [5, 0, 7, 2, 3];
const TONES = 18;
/** Of a cell's side that its pixel takes. */
const FILLED = 0.84;
/** Of the time that a digit is seen, the share in which it comes; each pixel comes in so much of that. */
const [COMING, OWN] = [0.5, 0.3];

/** The most typical picture of each class that is to be seen; where there is none of them, the first picture. */
function pictured(images: Tensor, labels: ArrayLike<number>): Float64Array[] {
  const count = images.shape[1]!;
  const found = SHOWN.flatMap((digit) => {
    const i = nearestToMean(images.data, labels, digit);
    return i < 0 ? [] : [i];
  });
  return (found.length > 0 ? found : [0]).map((i) =>
    Float64Array.from(images.data.subarray(i * count, (i + 1) * count), (grey) => grey / 255),
  );
}

export function digitSpace(given: Given, images: Tensor, labels: ArrayLike<number>): Space {
  const { theme } = given;
  const pictures = pictured(images, labels);
  const side = Math.round(Math.sqrt(images.shape[1]!));
  const tones = Array.from({ length: TONES }, (_, i) =>
    between(theme.surface, theme.ink, (i / (TONES - 1)) ** 0.9),
  );
  return {
    name: 'digit',
    layers: 0,
    in(box) {
      const room = fitBox(box);
      const inset = 0.05 * room.width;
      const cell = (room.width - 2 * inset) / side;
      return {
        box,
        draw(context, beat) {
          const place = wholeOf(beat) * pictures.length;
          const now = Math.min(pictures.length - 1, Math.floor(place));
          const [from, to] = [pictures[Math.max(0, now - 1)]!, pictures[now]!];
          const come = now === 0 ? 1 : clamp01((place - now) / COMING);
          const paths = tones.map((): number[] => []);
          for (let i = 0; i < side * side; i++) {
            const [column, row] = [i % side, Math.floor(i / side)];
            const turn = ((column + row) / (2 * side - 2)) * (1 - OWN);
            const share = smooth(clamp01((come - turn) / OWN));
            const value = from[i]! + share * (to[i]! - from[i]!);
            paths[Math.round(value * (TONES - 1))]!.push(column, row);
          }
          paths.forEach((cells, tone) => {
            context.beginPath();
            for (let i = 0; i < cells.length; i += 2)
              context.rect(
                room.x + inset + (cells[i]! + (1 - FILLED) / 2) * cell,
                room.y + inset + (cells[i + 1]! + (1 - FILLED) / 2) * cell,
                FILLED * cell,
                FILLED * cell,
              );
            context.fillStyle = tones[tone]!;
            if (cells.length > 0) context.fill();
          });
        },
      };
    },
  };
}
