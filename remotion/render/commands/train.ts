import { z } from 'zod';
import { neededFor } from '../../../cache/graph';
import { importTable } from '../../../training/import-table';
import { imports } from '../../../training/imported';
import { trainingTable } from '../../../training/table';
import { experimentFactsSchema, projectionFactsSchema, recordingFactsSchema } from '../../stage/facts';
import { readIndex, runOf, writeIndex } from '../index-file';
import { trainingSteps } from '../pipeline';
import { claimsOfRun, claimTable } from '../../film/claims';
import { allScenes, filmIds, filmScenes } from '../../film/running-order';
import { withSession } from '../session';
import { parseList } from '../settings';
import { bringUpToDate } from '../work';

/** Scenes beside the film: about other experiments. */
const others = allScenes.filter((scene) => !filmScenes.includes(scene) && scene.reads.length > 0);

const schema = z.object({ set: z.array(z.string()), only: z.string().optional() });

/** `train`: training and projection of all experiments, or of some, brought ones too, and tables of what was measured. */
export async function train(options: unknown): Promise<void> {
  const { set, only } = schema.parse(options);
  const { steps, experiments, backend } = await trainingSteps(set);
  const names = Object.keys(experiments);
  const wanted = only === undefined ? names : parseList('--only', only, [...names, ...Object.keys(imports)]);
  const brought = wanted.filter((name) => !names.includes(name));
  await withSession('train', async (session) => {
    for (const setting of set.filter((each) => !wanted.includes(each.split('.')[0]?.trim() ?? '')))
      session.report.say(`--set ${setting} changes nothing here: of ${wanted.join(', ')} only`);
    await session.hold();
    const needed = neededFor(
      steps,
      wanted.map((name) => `projection:${name}`),
    );
    const { artefacts, made } = await bringUpToDate(
      needed,
      session,
      brought.length < wanted.length ? { backend } : {},
    );
    if (set.length === 0) {
      const before = await readIndex(session.store);
      await writeIndex(session.store, {
        run: runOf(artefacts.values()),
        scenes: before?.scenes ?? [...filmIds],
        fps: before?.fps ?? 30,
      });
    }
    if (made === 0) session.report.say('nothing to train: everything was in the cache');
    const facts = wanted
      .filter((name) => names.includes(name))
      .map((name) => experimentFactsSchema.parse(artefacts.get(`training:${name}`)?.meta));
    if (facts.length > 0) session.report.print(`${trainingTable(facts)}\n`);
    const recorded = brought.map((name) => ({
      ...recordingFactsSchema.parse(artefacts.get(`training:${name}`)?.meta),
      ...projectionFactsSchema.parse(artefacts.get(`projection:${name}`)?.meta),
    }));
    if (recorded.length > 0) session.report.print(`${importTable(recorded)}\n`);
    for (const [title, scenes] of [
      ["what the film's scenes claim", filmScenes],
      ['what other scenes about them could claim (where not, they say it otherwise)', others],
    ] as const) {
      const { claims, cannotShow } = claimsOfRun(scenes, (id) => artefacts.get(id)?.meta);
      if (claims.length > 0) session.report.print(`\n${title}:\n${claimTable(claims)}\n`);
      for (const line of cannotShow) session.report.print(`${line}\n`);
    }
  });
}
