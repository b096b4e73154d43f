import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { z } from 'zod';
import { isTold, RequestError, WorkError } from '../../../cache/errors';
import { neededFor, plan } from '../../../cache/graph';
import { lockOwner } from '../../../cache/lock';
import { cacheRoot, projectRoot } from '../../../cache/paths';
import type { Artefact } from '../../../cache/step';
import { Store } from '../../../cache/store';
import { allScenes, filmIds } from '../../film/running-order';
import { chooseVoice } from '../../narration/voice';
import { readIndex, runOf, writeIndex } from '../index-file';
import { entryPoint } from '../options';
import { drawingNeeds, sceneSteps, trainingSteps } from '../pipeline';
import { withSession } from '../session';
import { bringUpToDate } from '../work';

const schema = z.object({ port: z.string().optional() });

/** `studio`: Remotion Studio on the cache; it runs until it is stopped. */
export async function studio(options: unknown): Promise<void> {
  const { port } = schema.parse(options);
  if (port !== undefined && !/^[1-9]\d{0,4}$/.test(port))
    throw new RequestError(`--port is ${port}; it may be a number from 1 to 65535`);
  await prepare();
  if (!(await readIndex(new Store(cacheRoot()))))
    process.stderr.write('the cache is empty: Studio will say what to run (npm run film)\n');
  const cli = path.join(projectRoot, 'node_modules', '@remotion', 'cli', 'remotion-cli.js');
  const child = spawn(
    process.execPath,
    [cli, 'studio', entryPoint, ...(port === undefined ? [] : [`--port=${port}`])],
    { cwd: projectRoot, stdio: 'inherit' },
  );
  // Ctrl-C reaches the child by itself; we wait for it to end.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code) throw new WorkError(`Remotion Studio ended with code ${code}; what it said stands above`);
}

/**
 * Makes words, voices and formulas of the scenes whose experiments are trained, so that Studio shows what the hyperparameters
 * and scripts say now. It trains nothing: that is for the user to ask.
 */
async function prepare(): Promise<void> {
  await withSession('studio', async (session) => {
    const { store, report } = session;
    if (await lockOwner(store.root)) {
      report.say('another run holds the cache: Studio shows what it finds there');
      return;
    }
    const before = await readIndex(store);
    const fps = before?.fps ?? 30;
    const { steps: training } = await trainingSteps([]);
    const trained = new Set(
      (await plan(training, store)).filter(({ action }) => action === 'reuse').map(({ id }) => id),
    );
    const ready = allScenes.filter(({ reads }) =>
      reads.every(({ stage, name }) => trained.has(`${stage}:${name}`)),
    );
    // Without any training these would be all that Studio has to show; it says what to run then.
    if (trained.size === 0) return;
    const voice = await chooseVoice('flite');
    await session.hold();
    const shown = new Map<string, Artefact>();
    for (const scene of ready)
      try {
        const steps = neededFor([...training, ...sceneSteps(scene, voice, fps)], drawingNeeds(scene));
        const { artefacts } = await bringUpToDate(steps, session);
        for (const [id, artefact] of artefacts) shown.set(id, artefact);
      } catch (error) {
        // A scene that cannot show its experiment keeps no other from being shown.
        if (session.signal.aborted || !isTold(error)) throw error;
        report.say(error.message);
      }
    await writeIndex(store, { run: runOf(shown.values()), scenes: before?.scenes ?? [...filmIds], fps });
  });
}
