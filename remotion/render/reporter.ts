import { createLogUpdate } from 'log-update';
import type { GraphEvent } from '../../cache/graph';
import type { Progress, Step } from '../../cache/step';

/** How the work is told: bars on a terminal, plain lines elsewhere. */
export interface Reporter {
  say(line: string): void;
  event(event: GraphEvent): void;
  /** Writes a result to standard output. Bars are taken away before, since they would wipe out what comes after them. */
  print(text: string): void;
  close(): void;
}

/** Between two plain lines about the same step. */
const LINE_MS = 10_000;

const seconds = (value: number): string =>
  value < 60 ? `${value.toFixed(1)} s` : `${Math.floor(value / 60)} min ${Math.round(value % 60)} s`;

export function reporter(out: NodeJS.WriteStream = process.stderr): Reporter {
  return out.isTTY ? barReporter(out) : lineReporter(out);
}

const started = (step: Step, because: readonly string[]): string => `${step.id}: ${because.join('; ')}`;

/** Units a second since the step's first report, and the seconds left at that pace. */
class Pace {
  #begun = performance.now();
  #first: number | undefined;
  #unit: string | undefined;

  of(progress: Progress): { rate: number; left: number } {
    // A step may go through several things one after another, each at its own pace.
    if (progress.unit !== this.#unit) {
      this.#begun = performance.now();
      this.#first = undefined;
      this.#unit = progress.unit;
    }
    this.#first ??= progress.done;
    const rate = ((progress.done - this.#first) * 1000) / Math.max(1, performance.now() - this.#begun);
    return { rate, left: rate > 0 ? (progress.total - progress.done) / rate : NaN };
  }
}

const paceText = (progress: Progress, { rate, left }: { rate: number; left: number }): string =>
  [
    rate > 0 ? `${rate.toFixed(rate < 10 ? 1 : 0)} ${progress.unit}/s` : '',
    Number.isFinite(left) ? `${seconds(left)} left` : '',
    progress.note ?? '',
  ]
    .filter((part) => part !== '')
    .join(', ');

function lineReporter(out: NodeJS.WriteStream): Reporter {
  const last = new Map<string, number>();
  const paces = new Map<string, Pace>();
  const say = (line: string): void => void out.write(`${line}\n`);
  return {
    say,
    print: (text) => void process.stdout.write(text),
    close: () => undefined,
    event(event) {
      switch (event.type) {
        case 'say':
          return say(event.line);
        case 'start':
          last.set(event.step.id, performance.now());
          return say(started(event.step, event.because));
        case 'progress': {
          const { step, progress } = event;
          const pace = paces.get(step.id) ?? new Pace();
          paces.set(step.id, pace);
          const told = pace.of(progress);
          if (performance.now() - (last.get(step.id) ?? 0) < LINE_MS) return;
          last.set(step.id, performance.now());
          return say(
            `${step.id}: ${Math.floor(progress.done)} of ${progress.total} ${progress.unit}, ${paceText(progress, told)}`,
          );
        }
        case 'done':
          return say(`${event.step.id}: done in ${seconds(event.seconds)}`);
        case 'reuse':
          return undefined;
      }
    },
  };
}

const BAR = 30;
/** Between two drawings of the bars. */
const DRAW_MS = 100;

/** `training:mnist ███░░░  43 % | 6/14 epochs | 1.5 epochs/s, 5.3 s left`, cut to a terminal's width. */
function barLine(id: string, progress: Progress, pace: string, columns: number): string {
  const share = progress.total > 0 ? Math.min(1, progress.done / progress.total) : 0;
  const full = Math.round(BAR * share);
  const bar = '█'.repeat(full) + '░'.repeat(BAR - full);
  const count = `${Math.floor(progress.done)}/${progress.total} ${progress.unit}`;
  return `${id} ${bar} ${Math.floor(100 * share)} % | ${count} | ${pace}`.slice(0, columns - 1);
}

/** Lines scroll by above; below them stands a bar for each step that is being made. */
function barReporter(out: NodeJS.WriteStream): Reporter {
  const bars = new Map<string, { progress: Progress; pace: Pace; text: string }>();
  const screen = createLogUpdate(out);
  let drawn = -Infinity;
  const draw = (): void => {
    drawn = performance.now();
    const lines = [...bars].map(([id, { progress, text }]) => barLine(id, progress, text, out.columns ?? 80));
    if (lines.length > 0) screen(lines.join('\n'));
    else screen.clear();
  };
  const say = (line: string): void => {
    screen.clear();
    out.write(`${line}\n`);
    if (bars.size > 0) draw();
  };
  const close = (): void => {
    bars.clear();
    screen.clear();
    // Shows the cursor again.
    screen.done();
  };
  return {
    say,
    print(text) {
      close();
      process.stdout.write(text);
    },
    close,
    event(event) {
      switch (event.type) {
        case 'say':
          return say(event.line);
        case 'start':
          return say(started(event.step, event.because));
        case 'progress': {
          const { step, progress } = event;
          const pace = bars.get(step.id)?.pace ?? new Pace();
          bars.set(step.id, { progress, pace, text: paceText(progress, pace.of(progress)) });
          if (performance.now() - drawn >= DRAW_MS) draw();
          return undefined;
        }
        case 'done':
          bars.delete(event.step.id);
          return say(`${event.step.id}: done in ${seconds(event.seconds)}`);
        case 'reuse':
          return undefined;
      }
    },
  };
}
