import { between, type Look } from '../stage/look';
import { formatNumber, formatPercent } from '../stage/number';
import { drawRolling } from '../stage/rolling';
import type { Context2D } from '../stage/scene';
import { drawText, type TextStyle } from '../stage/text';

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Where the name of something counted begins, and where its value does, at their baselines. */
export interface Stat {
  readonly name: Spot;
  readonly value: Spot;
}

export type StatPlaces = readonly [epoch: Stat, loss: Stat, accuracy: Stat];

/** What is counted while a network learns. */
export interface RunStats {
  readonly epoch: number;
  readonly loss: number;
  /** As measured at a recorded epoch. */
  readonly accuracy: number;
}

export interface RunStatsStyle {
  /** 0 … 1: how freely the epoch's last digit turns; 0 at rest. */
  readonly rolling: number;
  /** 0 … 1: the accuracy lit up, while it is spoken of. */
  readonly lit: number;
}

/** Epoch, loss and accuracy; the loss in its curve's colour. */
export function drawRunStats(
  context: Context2D,
  look: Look,
  [epoch, loss, accuracy]: StatPlaces,
  stats: RunStats,
  { rolling, lit }: RunStatsStyle,
): void {
  const { theme } = look;
  const style = (shine: number): TextStyle => ({
    size: 48,
    weight: 600,
    color: between(theme.ink, theme.accent, shine),
    tabular: true,
  });
  const name = (text: string, { x, y }: Spot): void =>
    drawText(context, look, text, x, y, { size: 28, color: theme.muted });
  const value = (text: string, { x, y }: Spot, shine: number): void =>
    drawText(context, look, text, x, y, style(shine));

  name('epoch', epoch.name);
  drawRolling(context, look, stats.epoch, epoch.value.x, epoch.value.y, {
    ...style(0),
    decimals: 0,
    rolling,
  });
  name('loss', loss.name);
  value(formatNumber(stats.loss, 3), loss.value, 1);
  name('correct', accuracy.name);
  value(formatPercent(stats.accuracy, 1), accuracy.value, lit);
}
