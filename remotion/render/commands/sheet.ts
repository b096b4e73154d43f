import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { neededFor } from '../../../cache/graph';
import { sceneIds } from '../../film/running-order';
import { sceneTimelineSchema } from '../../film/timeline';
import { checkWritable } from '../deliver';
import { runOf } from '../index-file';
import { drawingNeeds, pipeline } from '../pipeline';
import { compositionProps } from '../segments';
import { withSession } from '../session';
import { filmSettings } from '../settings';
import { contactSheet } from '../sheet';
import { bringUpToDate } from '../work';

const schema = z.object({ out: z.string() });

/** `sheet`: a contact sheet a scene, to look at one's work. */
export async function sheet(options: unknown): Promise<void> {
  const settings = filmSettings(options, sceneIds);
  const { out } = schema.parse(options);
  await checkWritable(path.resolve(out, 'sheet.png'));
  await withSession('sheet', async (session) => {
    const { steps, scenes, backend, engine } = await pipeline(settings, session);
    await session.hold();
    const { artefacts } = await bringUpToDate(neededFor(steps, scenes.flatMap(drawingNeeds)), session, {
      backend,
    });
    const inputProps = compositionProps(runOf(artefacts.values()), settings);
    for (const { id } of scenes) {
      const timeline = sceneTimelineSchema.parse(
        await artefacts.get(`narration:${id}`)?.json('timeline.json'),
      );
      const file = path.resolve(out, `${id}.png`);
      await writeFile(file, await contactSheet(await engine(), { compositionId: id, inputProps }, timeline));
      session.report.say(`wrote ${path.relative('', file)}`);
    }
  });
}
