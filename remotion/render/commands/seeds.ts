import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { RequestError, WorkError } from '../../../cache/errors';
import { projectRoot } from '../../../cache/paths';
import { chooseBackend } from '../../../training/backend';
import { leaderboard, leaderboardTable, seedLine, type Trial } from '../../../training/leaderboard';
import { imports } from '../../../training/imported';
import { applyOverrides } from '../../../training/overrides';
import { trialSteps } from '../../../training/steps';
import { experimentFactsSchema } from '../../stage/facts';
import { withSession } from '../session';
import { oneOf } from '../settings';
import { bringUpToDate } from '../work';

const FILE = 'training/experiments.ts';
const MOST = 1000;
const LAST_SEED = 2 ** 31 - 1;

const schema = z.object({ count: z.string(), from: z.string(), set: z.array(z.string()) });

/** `seeds`: trains an experiment with seeds from `--from` on, prints a leaderboard and names the line to change. */
export async function seeds(name: string, options: unknown): Promise<void> {
  const raw = schema.parse(options);
  const count = wholeNumber('--count', raw.count, 1, MOST);
  const from = wholeNumber('--from', raw.from, 0, LAST_SEED - count + 1);
  const experiments = applyOverrides(raw.set);
  if (Object.hasOwn(imports, name))
    throw new RequestError(`${name} was brought by npm run import; it is not trained here, and has no seeds`);
  const experiment = experiments[oneOf('the experiment', name, Object.keys(experiments))];
  if (!experiment) throw new Error(`${name} was there a moment ago`);
  const backend = await chooseBackend();
  const wanted = Array.from({ length: count }, (_, i) => from + i);
  const own = raw.set.find((setting) => setting.startsWith(`${name}.seed=`));
  if (own !== undefined)
    throw new RequestError(
      `--set ${own}: seeds tries seeds from --from on; --from ${own.split('=')[1]} begins there`,
    );
  await withSession('seeds', async (session) => {
    await session.hold();
    const steps = wanted.flatMap((seed) => trialSteps(name, experiment, seed, backend));
    const { artefacts } = await bringUpToDate(steps, session, { backend });
    const diverged: number[] = [];
    const trials = wanted.flatMap((seed): Trial[] => {
      const meta = artefacts.get(`trial:${name}-${seed}`)?.meta;
      if (meta?.['diverged'] === undefined) return [{ seed, ...experimentFactsSchema.parse(meta) }];
      diverged.push(seed);
      return [];
    });
    const places = leaderboard(trials);
    const [first] = places;
    if (!first)
      throw new WorkError(
        `with every seed the loss of ${name} grew beyond all numbers; try a smaller ${name}.learningRate than ${experiment.learningRate}`,
      );
    session.report.print(`${leaderboardTable(places)}\n`);
    if (diverged.length > 0)
      session.report.print(`with seed ${diverged.join(', ')} the loss grew beyond all numbers\n`);
    const best = first.seed;
    const found = seedLine(await readFile(path.join(projectRoot, FILE), 'utf8'), name);
    session.report.print(
      experiment.seed === best && raw.set.length === 0
        ? `seed ${best} is best, and ${name} has it already\n`
        : `to take seed ${best}, change ${found ? `line ${found.line} of ${FILE} (${found.text})` : `${name}.seed in ${FILE}`} to seed: ${best}; ` +
            `for one run: --set ${name}.seed=${best}\n`,
    );
  });
}

function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text.trim()) || value < least || value > most)
    throw new RequestError(`${option} is ${text}; it may be a whole number from ${least} to ${most}`);
  return value;
}
