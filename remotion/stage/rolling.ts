import { clamp01 } from '../motion/ease';
import { mix } from '../motion/span';
import type { Look } from './look';
import { clipped } from './path';
import type { Context2D } from './scene';
import { drawText, textWidth, type TextStyle } from './text';

const MINUS = '\u2212';

/** Share of a last digit's way in which it turns to the next; for the rest of the way it stands. */
const TURNING = 0.3;

/** More digits than any number of the film has. */
const MOST_DIGITS = 12;

/** Height of one step of a wheel, in sizes, and how much of it lies above an alphabetic baseline. */
const STEP = 1.06;
const ABOVE = 0.88;

export interface RollingOptions {
  /** Digits after the point. */
  readonly decimals: number;
  /** Digits before the point, at least; 1 unless given. */
  readonly digits?: number | undefined;
  /** 0 … 1: how freely its last digit turns; at 0 it stands on the rounded number. 1 unless given. */
  readonly rolling?: number | undefined;
}

/** One wheel of the counter. */
export interface Wheel {
  /** In [0, 10): between two digits while it turns. */
  readonly position: number;
  /** 0 … 1: leading wheels come in only where the number needs them. */
  readonly shown: number;
}

export interface Counter {
  /** From the first digit to the last, the point left out. */
  readonly wheels: readonly Wheel[];
  /** 0 … 1: how much of the minus is there. */
  readonly minus: number;
}

/**
 * A number as an odometer shows it: the last wheel turns, each other one turns while the one after it goes from 9 to 0.
 * Whenever |value| is a whole number of last digits every wheel stands. Continuous in `value`.
 * @throws RangeError when the value is not finite, or has more digits than a counter has
 */
export function counterAt(value: number, { decimals, digits = 1, rolling = 1 }: RollingOptions): Counter {
  // Fifteen significant digits undo the binary error of products such as 1.15 · 100 = 114.99….
  const scaled = Number((Math.abs(value) * 10 ** decimals).toPrecision(15));
  if (!(scaled < 10 ** MOST_DIGITS)) throw new RangeError(`a counter cannot show ${value}`);
  const units = dwelling(scaled, rolling);
  const wheels: Wheel[] = [];
  for (let place = 0; place < MOST_DIGITS; place++) {
    const base = 10 ** place;
    const shown = place < decimals + digits ? 1 : clamp01(units - (base - 1));
    if (shown <= 0) break;
    const whole = Math.floor(units / base);
    const carry = Math.max(0, units - whole * base - (base - 1));
    wheels.unshift({ position: (whole % 10) + carry, shown });
  }
  return { wheels, minus: value < 0 ? clamp01(units) : 0 };
}

/** Stands on whole numbers but around the middle between two, where it goes from one to the next. */
function dwelling(units: number, rolling: number): number {
  const whole = Math.floor(units);
  const turning = TURNING * rolling;
  const fraction = units - whole;
  if (turning <= 0) return fraction < 0.5 ? whole : whole + 1;
  return whole + clamp01((fraction - (1 - turning) / 2) / turning);
}

/**
 * A number whose digits roll as on an odometer, at (x, y) in pixels. All digits are equally wide, and the minus hangs
 * before them: it is not counted in the alignment, so that no digit moves when the sign changes. A leading digit comes in
 * out of the edge of the others, and is never seen beyond it.
 * A value that comes to rest between two last digits leaves a wheel between them: let it rest on a number of that many
 * decimals, or take `rolling` to 0.
 */
export function drawRolling(
  context: Context2D,
  look: Look,
  value: number,
  x: number,
  y: number,
  { decimals, digits, rolling, ...text }: TextStyle & RollingOptions,
): void {
  const { align = 'left', alpha = 1, baseline = 'alphabetic', size } = text;
  if (alpha <= 0) return;
  const style: TextStyle = { ...text, tabular: true, align: 'left' };
  const { wheels, minus } = counterAt(value, { decimals, digits, rolling });
  const cell = textWidth(context, look, '0', style);
  const point = decimals > 0 ? textWidth(context, look, '.', style) : 0;
  const whole = wheels.reduce((sum, { shown }) => sum + shown * cell, point);
  let left = x - (align === 'center' ? whole / 2 : align === 'right' ? whole : 0);
  if (minus > 0) {
    const width = textWidth(context, look, MINUS, style);
    drawText(context, look, MINUS, left - width, y, { ...style, alpha: alpha * minus });
  }
  const em = size * look.layout.unit;
  wheels.forEach((wheel, i) => {
    if (decimals > 0 && i === wheels.length - decimals) {
      drawText(context, look, '.', left, y, style);
      left += point;
    }
    left += (wheel.shown - 1) * cell;
    const top = y - em * (baseline === 'middle' ? STEP / 2 : ABOVE);
    drawWheel(context, look, wheel, { left, y, top, width: cell, step: STEP * em }, style);
    left += cell;
  });
}

interface Window {
  readonly left: number;
  readonly y: number;
  readonly top: number;
  readonly width: number;
  readonly step: number;
}

/** A digit that stands, or two that pass through their window: they fade towards its edges. */
function drawWheel(
  context: Context2D,
  look: Look,
  { position, shown }: Wheel,
  { left, y, top, width, step }: Window,
  style: TextStyle,
): void {
  const alpha = (style.alpha ?? 1) * shown;
  const digit = Math.floor(position);
  const turned = position - digit;
  if (turned <= 0) return drawText(context, look, String(digit % 10), left, y, { ...style, alpha });
  // Only a wheel that turns comes in: of it as much is seen as there is room for by now.
  clipped(context, { x: left + (1 - shown) * width, y: top, width: shown * width, height: step }, () => {
    for (const next of [0, 1]) {
      const away = next === 0 ? turned : 1 - turned;
      const dy = next === 0 ? -turned * step : (1 - turned) * step;
      const seen = mix(1, 0.2, away);
      drawText(context, look, String((digit + next) % 10), left, y + dy, { ...style, alpha: alpha * seen });
    }
  });
}
