import { z } from 'zod';
import type { DrawnScene, Scene } from '../../../remotion/stage/scene';
import { drawText } from '../../../remotion/stage/text';

/** Small scenes for tests of the engines: what they draw is known without asking them. */

const base = {
  chapter: 'Tests',
  reads: [],
  sentences: () => [],
  formulas: () => ({}),
  bitrate: 8_000_000,
} as const;

export const PATCH_COLUMNS = 6;
export const PATCH_ROWS = 4;

/** Flat patches of the theme's colours, by name. */
export const patchColors = (theme: {
  background: string;
  surface: string;
  ink: string;
  muted: string;
  grid: string;
  gridStrong: string;
  axis: string;
  border: string;
  accent: string;
  classes: readonly string[];
  digits: readonly string[];
  terms: { matrix: string; bias: string; activation: string };
}): string[] => [
  theme.background,
  theme.surface,
  theme.ink,
  theme.muted,
  theme.grid,
  theme.gridStrong,
  theme.axis,
  theme.border,
  theme.accent,
  ...theme.classes,
  ...theme.digits,
  ...Object.values(theme.terms),
];

export const patches: DrawnScene = {
  ...base,
  id: 'patches',
  title: 'Patches',
  draw(context, { given }) {
    const { width, height, theme } = given;
    const [w, h] = [width / PATCH_COLUMNS, height / PATCH_ROWS];
    patchColors(theme).forEach((color, i) => {
      context.fillStyle = color;
      context.fillRect(
        Math.round((i % PATCH_COLUMNS) * w),
        Math.round(Math.floor(i / PATCH_COLUMNS) * h),
        w,
        h,
      );
    });
  },
};

/** Text, thin lines and dots that move, read from an array of the store. */
export const motion: DrawnScene = {
  ...base,
  id: 'motion',
  title: 'Motion',
  reads: [{ stage: 'dataset', name: 'dots', arrays: ['points'] }],
  props: z.object({ count: z.number().int().default(40) }),
  draw(context, moment) {
    const { given, time } = moment;
    const { width, height, theme, layout } = given;
    const { data } = given.tensor('dataset', 'dots', 'points');
    const count = Number(given.props['count']);
    context.strokeStyle = theme.gridStrong;
    context.lineWidth = 2 * layout.unit;
    for (let i = 0; i <= 12; i++) {
      context.beginPath();
      context.moveTo((width * i) / 12, 0);
      context.bezierCurveTo(
        (width * i) / 12 + 40 * Math.sin(time + i),
        height / 3,
        (width * i) / 12 - 40 * Math.sin(time + i),
        (2 * height) / 3,
        (width * i) / 12,
        height,
      );
      context.stroke();
    }
    for (let i = 0; i < count; i++) {
      context.fillStyle = theme.classes[i % 2 === 0 ? 0 : 1];
      context.beginPath();
      const x = (data[2 * i] ?? 0) * width + 30 * layout.unit * Math.sin(time);
      context.arc(x, (data[2 * i + 1] ?? 0) * height, 7 * layout.unit, 0, 2 * Math.PI);
      context.fill();
    }
    const after = time >= moment.cue('go') ? 'after' : 'before';
    drawText(context, given, `Affine, tanh, again: ${after} ${time.toFixed(2)} s`, width / 2, height / 2, {
      size: 48,
      color: theme.ink,
      align: 'center',
    });
  },
};

export const testScenes: readonly Scene[] = [patches, motion];
