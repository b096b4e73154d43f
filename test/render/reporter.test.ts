import { Terminal } from '@xterm/headless';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Artefact, Step } from '../../cache/step';
import { reporter } from '../../remotion/render/reporter';
import { textStep } from '../support/steps';

const step: Step = textStep('training:toy', 'x');
const artefact = {} as Artefact;

/** A terminal of 70 columns and what stands on it. */
function terminal() {
  const screen = new Terminal({ cols: 70, rows: 24, allowProposedApi: true, convertEol: true });
  const write = (text: string): boolean => {
    screen.write(text);
    return true;
  };
  const out = { isTTY: true, columns: 70, rows: 24, write } as unknown as NodeJS.WriteStream;
  const lines = async (): Promise<string[]> => {
    await new Promise<void>((resolve) => screen.write('', resolve));
    const { active } = screen.buffer;
    const all = Array.from(
      { length: active.length },
      (_, i) => active.getLine(i)?.translateToString(true) ?? '',
    );
    return all.slice(0, all.findLastIndex((line) => line !== '') + 1);
  };
  return { out, write, lines };
}

describe('reporter', () => {
  afterEach(() => vi.restoreAllMocks());

  it('shows a bar below the lines while a step is being made', async () => {
    const { out, lines } = terminal();
    const report = reporter(out);
    report.say('to do: 1 training');
    report.event({ type: 'start', step, because: ['it was never made'] });
    report.event({ type: 'progress', step, progress: { done: 3, total: 4, unit: 'epochs' } });
    const shown = await lines();
    expect(shown.slice(0, 2)).toEqual(['to do: 1 training', 'training:toy: it was never made']);
    expect(shown[2]).toMatch(/^training:toy █+░+ 75 % \| 3\/4 epochs/);
    expect(shown).toHaveLength(3);
    report.close();
  });

  it('leaves every line that was said and every result on the screen, and no bar', async () => {
    const { out, write, lines } = terminal();
    // Both streams end on one terminal, as they do for a person.
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => write(String(text)));
    const report = reporter(out);
    const said: string[] = [];
    const say = (line: string): void => void (said.push(line), report.say(line));
    say('to do: 2 trainings');
    for (const id of ['training:a', 'training:b']) {
      const made = { ...step, id };
      report.event({ type: 'start', step: made, because: ['it was never made'] });
      for (let done = 0; done <= 4; done++)
        report.event({
          type: 'progress',
          step: made,
          progress: { done, total: 4, unit: 'epochs', note: 'x'.repeat(60) },
        });
      report.event({ type: 'progress', step: made, progress: { done: 1, total: 9, unit: 'records' } });
      if (id === 'training:a') report.event({ type: 'done', step: made, artefact, seconds: 1 });
    }
    say('the last remark');
    report.print('result one\nresult two\n');
    report.say('and a word after it');
    report.close();
    expect(await lines()).toEqual([
      'to do: 2 trainings',
      'training:a: it was never made',
      'training:a: done in 1.0 s',
      'training:b: it was never made',
      'the last remark',
      'result one',
      'result two',
      'and a word after it',
    ]);
  });
});
