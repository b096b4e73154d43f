import { MultiBar, Presets, type SingleBar } from 'cli-progress';
import type { GraphEvent } from '../../cache/graph';
import type { Progress, Step } from '../../cache/step';

/** How the work is told: bars on a terminal, plain lines elsewhere. */
export interface Reporter {
  say(line: string): void;
  event(event: GraphEvent): void;
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

function barReporter(out: NodeJS.WriteStream): Reporter {
  const bars = new Map<string, { bar: SingleBar; pace: Pace }>();
  const multi = new MultiBar(
    {
      stream: out,
      hideCursor: true,
      clearOnComplete: true,
      stopOnComplete: false,
      format: '{id} {bar} {percentage} % | {value}/{total} {unit} | {pace}',
      // Ctrl-C is ours: the run stops cleanly and the bars are closed then.
      gracefulExit: false,
    },
    Presets.shades_grey,
  );
  const say = (line: string): void => multi.log(`${line}\n`);
  return {
    say,
    close: () => multi.stop(),
    event(event) {
      switch (event.type) {
        case 'say':
          return say(event.line);
        case 'start':
          return say(started(event.step, event.because));
        case 'progress': {
          const { step, progress } = event;
          const entry = bars.get(step.id) ?? {
            bar: multi.create(progress.total, 0, { id: step.id, unit: progress.unit, pace: '' }),
            pace: new Pace(),
          };
          bars.set(step.id, entry);
          entry.bar.setTotal(progress.total);
          entry.bar.update(Math.floor(progress.done), { pace: paceText(progress, entry.pace.of(progress)) });
          return undefined;
        }
        case 'done': {
          const entry = bars.get(event.step.id);
          if (entry) multi.remove(entry.bar);
          bars.delete(event.step.id);
          return say(`${event.step.id}: done in ${seconds(event.seconds)}`);
        }
        case 'reuse':
          return undefined;
      }
    },
  };
}
