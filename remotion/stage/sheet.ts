import { lagged } from '../motion/lagged';
import type { PlaneMap } from '../motion/layer-path';
import { gridLines, mappedLine, mappedSquare, type GridLine } from './grid-lines';
import { between, type Look } from './look';
import { fillPolygon, partOf, strokePolyline, type LineStyle } from './path';
import type { Plane } from './plane';
import type { Context2D } from './scene';

/** The piece of the plane that is followed: a square with its grid and its border. */
export interface Sheet {
  /** It reaches from −half to half on both axes. */
  readonly half: number;
  readonly lines: readonly GridLine[];
}

export const sheetOf = (half: number, step: number, every?: number): Sheet => ({
  half,
  lines: gridLines(half, step, every),
});

export interface SheetStyle {
  /** How far the grid has drawn itself, 0 … 1. */
  readonly drawn?: number;
  /** How far the border has. */
  readonly border?: number;
  /** Opacity of the grid; the border keeps its own. */
  readonly gridAlpha?: number;
  /** 0 … 1: the border lit up. */
  readonly glow?: number;
  /** Equal pieces that each line begins with; 24 unless given. More for maps that bend a line into hairpins. */
  readonly pieces?: number;
  /** Draws on the surface, under the grid; it is given the mapped border, in pixels. */
  readonly onto?: (outline: readonly number[]) => void;
}

/** Drawn in this order, so that strong lines lie on top. */
export const RANKS = ['minor', 'major', 'axis'] as const;

const STRENGTH = { minor: 0.48, major: 0.9, axis: 1 } as const;
const WIDTH = { minor: 1.7, major: 2.6, axis: 4 } as const;

/** How a grid line looks: its family's hue, stronger and wider by rank. */
export function gridLineStyle({ theme, layout }: Look, { fixed, rank }: GridLine): LineStyle {
  const hue = theme.families[fixed === 'x' ? 0 : 1];
  return { color: between(theme.background, hue, STRENGTH[rank]), width: WIDTH[rank] * layout.unit };
}

/** The sheet as the map has moved it: its surface, the curved grid, one stroke a line, and the border on top. */
export function drawSheet(
  context: Context2D,
  look: Look,
  plane: Plane,
  map: PlaneMap,
  { half, lines }: Sheet,
  { drawn = 1, border = 1, gridAlpha = 1, glow = 0, pieces, onto }: SheetStyle = {},
): void {
  const { theme } = look;
  const { unit } = look.layout;
  const outline = border > 0 || drawn > 0 ? mappedSquare(half, map, plane) : [];
  fillPolygon(context, outline, theme.surface, 0.85 * Math.min(1, drawn * 1.5));
  onto?.(outline);

  for (const rank of RANKS)
    lines.forEach((line, i) => {
      if (line.rank !== rank) return;
      const share = drawn >= 1 ? 1 : lagged(i % (lines.length / 2), lines.length / 2, drawn, 0.08);
      if (share <= 0) return;
      const points = mappedLine(line, map, plane, pieces === undefined ? {} : { pieces });
      strokePolyline(context, partOf(points, share), { ...gridLineStyle(look, line), alpha: gridAlpha });
    });

  const rim = partOf(outline, border);
  if (glow > 0) strokePolyline(context, rim, { color: theme.border, width: 12 * unit, alpha: 0.35 * glow });
  strokePolyline(context, rim, { color: theme.border, width: (3 + 1.5 * glow) * unit });
}
