import { clamp01 } from '../../motion/ease';
import { epochAt, recordedAt } from '../../motion/epoch-clock';
import { interpolateSeries } from '../../motion/interpolate';
import { mix, span } from '../../motion/span';
import type { Box } from '../../stage/layout';
import { formatPercent } from '../../stage/number';
import { faded } from '../../stage/path';
import type { Context2D, Given, Moment } from '../../stage/scene';
import { drawText, MIN_TEXT, textWidth } from '../../stage/text';
import { shareDecimals } from './claims';
import type { Told } from './digits';
import { clockText } from './epochs-told';
import { drawLegend } from './legend';
import type { Places } from './places';
import { entered, placeAt, progressAt, type Story } from './story';
import { drawStrip, lit } from './strip';

/** What stands beside the cloud: which layer is seen, and what was measured there. */

/** Units that a row takes whose value has words after it. */
const ROOMY = 340;
/** Units of a value's text, and between it and the words after it. */
const VALUE = 44;
const AFTER = 26;
const APART = 16;

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
  /** The longest value of its kind, for which there must be room: the value itself unless given. */
  readonly longest?: string;
}

function drawRow(context: Context2D, given: Given, box: Box, row: Row): void {
  const { theme, layout } = given;
  const { unit } = layout;
  drawText(context, given, row.label, box.x, box.y + 24 * unit, { size: 26, color: theme.muted });
  // Smaller where a value is too long for the row, and without the words where those would not stand beside it.
  const room = textWidth(context, given, row.longest ?? row.value, {
    size: VALUE,
    weight: 600,
    color: theme.ink,
  });
  const value = {
    size: Math.max(MIN_TEXT, VALUE * Math.min(1, box.width / room)),
    weight: 600,
    color: theme.ink,
    tabular: row.running ?? false,
    alpha: row.valueAlpha ?? 1,
  } as const;
  drawText(context, given, row.value, box.x, box.y + 76 * unit, value);
  const small = { size: AFTER, color: theme.muted, align: 'right' } as const;
  if (row.after && room + APART * unit + textWidth(context, given, row.after, small) <= box.width)
    drawText(context, given, row.after, box.x + box.width, box.y + 76 * unit, small);
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

interface Shown {
  readonly row: Row;
  readonly alpha: number;
}

/** The rows of this moment from the first place to the last: what was not measured has none. */
function rowsAt(moment: Moment, story: Story, width: number): Shown[] {
  const { time, given } = moment;
  const { facts, run, plot } = story;
  const progress = progressAt(story, time);
  const place = placeAt(story, time);
  const nearest = Math.round(place);
  const recorded = recordedAt(run, progress);
  const rows: Shown[] = [];
  const kept = varianceKept(story, nearest, recorded);
  if (keepsAnywhere(story))
    rows.push({
      alpha: entered(moment, 'axes'),
      row: {
        ...(width >= ROOMY * given.layout.unit
          ? { label: 'three axes keep', after: 'of the variance' }
          : { label: 'variance kept' }),
        // Where there is no variance, or nobody measured it, the axes keep no share of it.
        value: kept === null ? '–' : formatPercent(kept),
        valueAlpha: clamp01(3 * lit(place, nearest) - 1.5),
        share: entered(moment, 'axes', 1.4) * shareKept(story, place, progress),
      },
    });
  if (run.epochs.length < 2) return rows;
  const [first, end] = [run.epochs[0]!, run.epochs.at(-1)!];
  const clock = (epoch: number): string => clockText(epoch, [first, end]);
  const begins = plot.drawBack.from;
  rows.push({
    alpha: span(begins, begins + 0.8, time),
    row: {
      label: 'epoch',
      value: clock(progress >= 1 ? end : epochAt(run, progress)),
      longest: [clock(mix(first, end, 0.999)), clock(end)].reduce((a, b) => (b.length > a.length ? b : a)),
      after: `of ${clock(end)}`,
      running: progress > 0 && progress < 1,
      share: progress,
    },
  });
  if (facts.accuracy.length === run.epochs.length)
    rows.push({
      alpha: span(begins + 0.6, begins + 1.4, time),
      row: {
        label: 'named right',
        value: formatPercent(facts.accuracy[recorded] ?? 0, shareDecimals(facts)),
        share: interpolateSeries(run.knots, facts.accuracy, progress),
      },
    });
  return rows;
}

export function drawPanel(context: Context2D, moment: Told, places: Places): void {
  const { given, time, digits } = moment;
  const { story } = digits;
  faded(context, entered(moment, 'pictures'), () =>
    drawStrip(context, given, story, places.strip, placeAt(story, time)),
  );
  const rows = rowsAt(moment, story, places.rows[0].width);
  rows.forEach(({ row, alpha }, i) =>
    faded(context, alpha, () => drawRow(context, given, places.rows[i]!, row)),
  );
  const shown = (time - moment.cue('pictures')) / 1.8;
  drawLegend(context, given, digits.names(context), legendBox(places, rows.length), shown);
}

/** Where the rows stand above each other and are not all needed, the legend has the room of those that are not. */
function legendBox({ rows, legend }: Places, needed: number): Box {
  const free = rows[needed];
  if (!free || free.y === rows[0].y) return legend;
  return { ...legend, y: free.y, height: legend.y + legend.height - free.y };
}

/**
 * Share of variance that the three axes keep in a layer at a recorded epoch; null where that was not measured, and where there is none.
 * What does not change with the epochs has one value.
 */
export function varianceKept({ run, projection }: Story, layer: number, recorded: number): number | null {
  const { varianceKept: atEnd, variance } = projection;
  const series = variance?.[layer];
  const axes = series?.[Math.min(recorded, series.length - 1)];
  // No cloud keeps nothing along its own axes: where all shares are zero, there was nothing to share.
  if (axes) return axes.reduce((sum, share) => sum + share, 0) || null;
  return layer === 0 || recorded === run.epochs.length - 1 ? atEnd[layer] || null : null;
}

/** Whether the axes leave anything out: layers that are no wider than space are drawn as they are. */
function keepsAnywhere(story: Story): boolean {
  const { widths } = story.facts;
  return (
    widths.some((width) => width > 3) &&
    widths.some((_, layer) => story.run.epochs.some((_, e) => varianceKept(story, layer, e) !== null))
  );
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
