import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { RequestError } from '../../../cache/errors';
import { neededFor } from '../../../cache/graph';
import { sceneIds } from '../../film/running-order';
import { sceneTimelineSchema } from '../../film/timeline';
import { checkWritable } from '../deliver';
import { runOf } from '../index-file';
import { drawingNeeds, pipeline } from '../pipeline';
import { compositionProps } from '../segments';
import { withSession } from '../session';
import { filmSettings, oneOf, parseSeconds } from '../settings';
import { bringUpToDate } from '../work';

const schema = z.object({ scene: z.string(), at: z.string(), out: z.string().optional() });

/** `still`: one picture of one scene; what it needs is made first. */
export async function still(options: unknown): Promise<void> {
  const { scene, at, out } = schema.parse(options);
  const id = oneOf('--scene', scene, sceneIds);
  const seconds = parseSeconds('--at', at);
  const settings = { ...filmSettings(options, sceneIds), scenes: [id] };
  const file = path.resolve(out ?? `out/stills/${id}-${seconds}.png`);
  await checkWritable(file);
  await withSession('still', async (session) => {
    const { steps, scenes, backend, engine } = await pipeline(settings, session);
    await session.hold();
    const needed = neededFor(steps, scenes.flatMap(drawingNeeds));
    const { artefacts } = await bringUpToDate(needed, session, { backend });
    const timeline = sceneTimelineSchema.parse(await artefacts.get(`narration:${id}`)?.json('timeline.json'));
    const frame = Math.round(seconds * timeline.fps);
    if (frame >= timeline.durationInFrames)
      throw new RequestError(
        `--at is ${seconds}; ${id} lasts ${(timeline.durationInFrames / timeline.fps).toFixed(2)} seconds, so it may be from 0 to less than that`,
      );
    const inputProps = compositionProps(runOf(artefacts.values()), settings);
    await writeFile(file, await (await engine()).still({ compositionId: id, inputProps, frame }));
    session.report.say(`wrote ${path.relative('', file)}`);
  });
}
