import { z } from 'zod';
import { plan } from '../../../cache/graph';
import { sceneIds } from '../../film/running-order';
import { pipeline } from '../pipeline';
import { withSession } from '../session';
import { filmSettings } from '../settings';

const schema = z.object({ json: z.boolean().default(false) });

/** `plan`: what `film` would do with the same options, and why; nothing is done. */
export async function planFilm(options: unknown): Promise<void> {
  const settings = filmSettings(options, sceneIds);
  const { json } = schema.parse(options);
  await withSession('plan', async (session) => {
    const { steps } = await pipeline(settings, session);
    const planned = await plan(steps, session.store);
    if (json) {
      process.stdout.write(`${JSON.stringify({ steps: planned }, null, 1)}\n`);
      return;
    }
    const width = Math.max(...planned.map(({ id }) => id.length));
    for (const { id, action, because } of planned)
      process.stdout.write(`${action.padEnd(8)}${id.padEnd(width + 2)}${because.join('; ')}\n`);
  });
}
