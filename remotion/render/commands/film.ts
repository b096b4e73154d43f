import path from 'node:path';
import { z } from 'zod';
import { WorkError } from '../../../cache/errors';
import { neededFor } from '../../../cache/graph';
import type { Artefact } from '../../../cache/step';
import { filmIds, sceneIds } from '../../film/running-order';
import { claimResultsSchema } from '../../narration/script';
import { checkWritable, deliver, outFiles } from '../deliver';
import { FILM } from '../film-step';
import { runOf, writeIndex } from '../index-file';
import { pipeline } from '../pipeline';
import { withSession } from '../session';
import { filmSettings } from '../settings';
import { filmSummary } from '../summary';
import { bringUpToDate } from '../work';

const schema = z.object({ out: z.string().optional(), draft: z.boolean().default(false) });

/** `film`: everything stale, then the film in `out/`. */
export async function film(options: unknown): Promise<void> {
  const settings = filmSettings(options, sceneIds);
  const { out, draft } = schema.parse(options);
  const files = outFiles(out ?? (draft ? 'out/draft.mp4' : 'out/film.mp4'));
  await checkWritable(files.mp4);
  await withSession('film', async (session) => {
    const { report, store } = session;
    const whole = await pipeline(settings, session);
    await session.hold();
    const broken: string[] = [];
    const onArtefact = ({ id, meta }: Artefact): void => {
      if (!id.startsWith('narration:')) return;
      for (const { scene, sentence, measured, needed, holds, outcome } of claimResultsSchema.parse(
        meta['claims'],
      ))
        if (!holds) {
          const line = `${scene}: “${sentence}” does not hold: ${measured}, needed ${needed}`;
          broken.push(line);
          if (!settings.strict)
            report.say(
              `${line}; the film ${outcome === 'otherwise' ? 'says it otherwise' : 'leaves it out'}`,
            );
        }
    };
    if (settings.strict) {
      const narrations = neededFor(
        whole.steps,
        whole.scenes.map(({ id }) => `narration:${id}`),
      );
      await bringUpToDate(narrations, session, { backend: whole.backend, onArtefact });
      if (broken.length > 0)
        throw new WorkError(`${broken.join('\n')}\n--strict: no film is made of sentences that are not true`);
    }
    const { artefacts, made } = await bringUpToDate(whole.steps, session, {
      backend: whole.backend,
      ...(!settings.strict && { onArtefact }),
    });
    const finished = artefacts.get(FILM);
    if (!finished) throw new Error('the film is missing from its own run');
    // What Studio shows by default is the last whole film as the hyperparameters file has it, never an experiment or a draft.
    if (settings.set.length === 0 && !draft) {
      const inStore = [...artefacts.values()].filter(({ dir }) => dir.startsWith(store.areaDir('store')));
      await writeIndex(store, {
        run: runOf(inStore),
        // A film of some scenes leaves Studio's whole film whole.
        scenes: [...filmIds],
        fps: settings.fps,
      });
    }
    const written = await deliver(finished, files, filmSummary(whole, artefacts));
    const place = path.relative('', files.mp4);
    if (made === 0) report.say(`nothing to make: everything was in the cache`);
    report.say(written ? `wrote ${place}` : `${place} is up to date`);
  });
}
