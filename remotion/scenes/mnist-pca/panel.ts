import { clamp01 } from '../../motion/ease';
import { epochAt, recordedAt } from '../../motion/epoch-clock';
import { interpolateSeries } from '../../motion/interpolate';
import { lagged } from '../../motion/lagged';
import { mix, span } from '../../motion/span';
import type { Box } from '../../stage/layout';
import { between } from '../../stage/look';
import { formatNumber, formatPercent } from '../../stage/number';
import { faded, fillPolygon } from '../../stage/path';
import type { Context2D, Given, Moment } from '../../stage/scene';
import { drawText } from '../../stage/text';
import { drawChip } from './chip';
import type { Places } from './places';
import { entered, placeAt, progressAt, type Story } from './story';

/** What stands beside the cloud: which layer is seen, and what was measured there. */

/** 1 at its own layer, 0 at its neighbours and beyond. */
const lit = (place: number, layer: number): number => clamp01(1 - Math.abs(place - layer));

const layerName = (layer: number, last: number): string =>
  layer === 0 ? 'Pixels' : layer === last ? 'Output' : last === 2 ? 'Hidden layer' : `Hidden layer ${layer}`;

/** The network as columns of neurons between which the values fan out; heights go by the logarithm of the width. */
function drawStrip(
  context: Context2D,
  given: Given,
  widths: readonly number[],
  box: Box,
  place: number,
): void {
  const { theme, layout } = given;
  const { unit } = layout;
  const last = widths.length - 1;
  const bar = 16 * unit;
  const [nameHeight, numberHeight] = [56 * unit, 42 * unit];
  const top = box.y + nameHeight;
  const height = box.height - nameHeight - numberHeight;
  const middle = top + height / 2;
  const largest = Math.log2(Math.max(...widths) + 1);
  const inset = 34 * unit;
  const columns = widths.map((width, k) => ({
    x: box.x + inset + (last > 0 ? ((box.width - 2 * inset) * k) / last : 0),
    half: Math.max(bar / 2, (height / 2) * (Math.log2(width + 1) / largest)),
    width,
    light: lit(place, k),
  }));

  columns.forEach(({ light }, k) =>
    drawText(context, given, layerName(k, last), box.x, box.y + 32 * unit, {
      size: 34,
      weight: 600,
      color: theme.ink,
      alpha: clamp01(2 * light - 1),
    }),
  );
  columns.slice(1).forEach((to, k) => {
    const from = columns[k]!;
    const corners = [
      ...[from.x, middle - from.half, to.x, middle - to.half],
      ...[to.x, middle + to.half, from.x, middle + from.half],
    ];
    // Between two layers the fan that leads to where the dots are going glows.
    const going = clamp01(1 - 2 * Math.abs(place - (k + 0.5)));
    fillPolygon(context, corners, theme.grid, 0.42);
    fillPolygon(context, corners, theme.accent, 0.2 * going);
  });
  for (const { x, half, width, light } of columns) {
    context.fillStyle = between(theme.gridStrong, theme.accent, light);
    context.beginPath();
    context.roundRect(x - bar / 2, middle - half, bar, 2 * half, bar / 2);
    context.fill();
    drawText(context, given, String(width), x, box.y + box.height - 4 * unit, {
      size: 28,
      weight: 600,
      color: between(theme.muted, theme.accent, light),
      align: 'center',
    });
  }
}

/** Ten digits on their colours, as their names stand in the cloud. */
function drawLegend(context: Context2D, given: Given, box: Box, entered: (digit: number) => number): void {
  const { theme, layout } = given;
  const { unit } = layout;
  const last = theme.digits.length - 1;
  const radius = 18 * unit;
  const step = Math.min((box.width - 2 * radius) / last, 64 * unit);
  const left = box.x + (layout.name === 'wide' ? radius : (box.width - step * last) / 2);
  theme.digits.forEach((_, digit) =>
    faded(context, entered(digit), () =>
      drawChip(context, given, digit, { x: left + step * digit, y: box.y + box.height - radius, radius }),
    ),
  );
}

interface Row {
  readonly label: string;
  readonly value: string;
  /** Small print after the value. */
  readonly after?: string;
  /** Length of the bar, 0 … 1. */
  readonly share: number;
  readonly valueAlpha?: number;
  /** Changes from frame to frame: its digits keep their places. */
  readonly running?: boolean;
}

function drawRow(context: Context2D, given: Given, box: Box, row: Row): void {
  const { theme, layout } = given;
  const { unit } = layout;
  drawText(context, given, row.label, box.x, box.y + 24 * unit, { size: 26, color: theme.muted });
  const value = {
    size: 44,
    weight: 600,
    color: theme.ink,
    tabular: row.running ?? false,
    alpha: row.valueAlpha ?? 1,
  } as const;
  drawText(context, given, row.value, box.x, box.y + 76 * unit, value);
  if (row.after)
    drawText(context, given, row.after, box.x + box.width, box.y + 76 * unit, {
      size: 26,
      color: theme.muted,
      align: 'right',
    });
  const [y, height] = [box.y + box.height - 12 * unit, 6 * unit];
  context.fillStyle = theme.grid;
  context.beginPath();
  context.roundRect(box.x, y, box.width, height, height / 2);
  context.fill();
  if (row.share <= 0) return;
  context.fillStyle = theme.accent;
  context.beginPath();
  context.roundRect(box.x, y, Math.max(height, box.width * clamp01(row.share)), height, height / 2);
  context.fill();
}

/** Rounded down, so that the clock does not name an epoch before it is reached. */
function epochText(epoch: number): string {
  const decimals = Number.isInteger(epoch) ? 0 : epoch < 1 ? 2 : 1;
  return formatNumber(Math.floor(epoch * 10 ** decimals) / 10 ** decimals, decimals);
}

export function drawPanel(context: Context2D, moment: Moment, story: Story, places: Places): void {
  const { given, time } = moment;
  const { widths, accuracy, epochs } = story.facts;
  const progress = progressAt(story, time);
  const place = placeAt(story, time);
  const nearest = Math.round(place);

  faded(context, entered(moment, 'pixels'), () => drawStrip(context, given, widths, places.strip, place));
  drawLegend(context, given, places.legend, (digit) =>
    lagged(digit, story.classes, (time - moment.cue('pictures')) / 1.8, 0.25),
  );
  const [varianceRow, epochRow, accuracyRow] = places.rows;
  const recorded = recordedAt(story.run, progress);
  const kept = varianceKept(story, nearest, recorded);
  if (kept !== null)
    faded(context, entered(moment, 'kept'), () =>
      drawRow(context, given, varianceRow, {
        label: 'variance kept',
        value: formatPercent(kept),
        valueAlpha: clamp01(3 * lit(place, nearest) - 1.5),
        share: entered(moment, 'kept', 1.4) * shareKept(story, place, progress),
      }),
    );
  faded(context, entered(moment, 'through'), () =>
    drawRow(context, given, epochRow, {
      label: 'epoch',
      value: epochText(progress >= 1 ? epochs.at(-1)! : epochAt(story.run, progress)),
      after: `of ${epochs.at(-1)!}`,
      running: progress > 0 && progress < 1,
      share: progress,
    }),
  );
  faded(context, arrived(moment, story), () =>
    drawRow(context, given, accuracyRow, {
      label: 'named right',
      value: formatPercent(accuracy[recorded] ?? 0, 1),
      share: interpolateSeries(story.run.knots, accuracy, progress),
    }),
  );
}

/** The accuracy is shown once the digits have come out of the network for the first time. */
const arrived = ({ time }: Moment, { place }: Story): number => span(place[1]!.to - 0.8, place[1]!.to, time);

/**
 * Share of variance that the three axes keep in a layer at a recorded epoch; null where that was not measured.
 * Layer 0, the input, does not change with the epochs.
 */
function varianceKept({ facts, projection }: Story, layer: number, recorded: number): number | null {
  const { varianceKept: atEnd, variance } = projection;
  const { epochs } = facts;
  const axes = variance?.[layer]?.[layer === 0 ? 0 : recorded];
  if (axes) return axes.reduce((sum, share) => sum + share, 0);
  return layer === 0 || recorded === epochs.length - 1 ? (atEnd[layer] ?? null) : null;
}

/** The same between recorded epochs and between layers, for the bar's length. */
function shareKept(story: Story, place: number, progress: number): number {
  const along = (layer: number): number => {
    const series = story.run.epochs.map((_, e) => varianceKept(story, layer, e) ?? 0);
    return interpolateSeries(story.run.knots, series, progress);
  };
  const below = Math.floor(place);
  return place > below ? mix(along(below), along(below + 1), place - below) : along(below);
}
