import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { RequestError } from '../../../cache/errors';
import { projectRoot } from '../../../cache/paths';
import { type Activations, readActivations } from '../../../data/activations';
import { experiments } from '../../../training/experiments';
import { experimentNameSchema } from '../../../training/hyperparameters';
import { readRegistry, registeredPath, writeRegistry } from '../../../training/import-registry';
import { importSteps } from '../../../training/import-steps';
import { importTable } from '../../../training/import-table';
import type { Imported, Imports } from '../../../training/imported';
import { scenesAboutImport } from '../../film/variants';
import { filmIds } from '../../film/running-order';
import { projectionFactsSchema, recordingFactsSchema } from '../../stage/facts';
import { readIndex, runOf, writeIndex } from '../index-file';
import { withSession } from '../session';
import { oneOf } from '../settings';
import { bringUpToDate } from '../work';

const schema = z.object({
  name: z.string().optional(),
  replace: z.boolean(),
  remove: z.string().optional(),
  list: z.boolean(),
});

/** `import`: takes activations of somebody's network, projects them and registers them for scenes; or forgets some, or lists them. */
export async function importActivations(file: string | undefined, options: unknown): Promise<void> {
  const { name, replace, remove, list } = schema.parse(options);
  const asked = [file !== undefined || name !== undefined || replace, remove !== undefined, list];
  if (asked.filter(Boolean).length !== 1)
    throw new RequestError(
      'import takes a file and --name, or --remove, or --list: npm run import -- activations.npz --name mine',
    );
  if (list) return listImports();
  if (remove !== undefined) return removeImport(remove);
  if (file === undefined)
    throw new RequestError('import needs the .npz file: npm run import -- activations.npz --name mine');
  if (name === undefined)
    throw new RequestError(`import needs a name: npm run import -- ${file} --name mine`);
  requireName(name);
  return takeImport(file, name, replace);
}

function requireName(name: string): void {
  const named = experimentNameSchema.safeParse(name);
  if (!named.success)
    throw new RequestError(`--name is ${name}; it may be ${named.error.issues[0]?.message}`);
  if (Object.hasOwn(experiments, name))
    throw new RequestError(
      `--name is ${name}, which is an experiment of training/experiments.ts; choose another`,
    );
}

/** @throws RequestError when another file has the name */
function requireFree(name: string, file: string, replace: boolean, registered: Imports): void {
  const taken = registered[name];
  if (taken && taken.file !== file && !replace)
    throw new RequestError(
      `--name is ${name}, which is ${taken.file} already; choose another, or add --replace to take this in its place`,
    );
}

async function takeImport(asked: string, name: string, replace: boolean): Promise<void> {
  // Two ways to one file are one file.
  const file = await realpath(asked).catch(() => path.resolve(asked));
  const place = registeredPath(file, await realpath(projectRoot));
  requireFree(name, place, replace, await readRegistry());
  const brought = await readActivations(file);
  const entry = entryOf(place, brought);
  await withSession('import', async (session) => {
    await session.hold();
    for (const remark of brought.remarks) session.report.say(`${asked}: ${remark}`);
    const { artefacts } = await bringUpToDate(importSteps({ [name]: entry }), session);
    // Last, so that nothing is registered that could not be projected; read again, for another import may have ended meanwhile.
    const registered = await readRegistry();
    requireFree(name, place, replace, registered);
    await writeRegistry({ ...registered, [name]: entry });
    const before = await readIndex(session.store);
    await writeIndex(session.store, {
      run: runOf(artefacts.values()),
      scenes: before?.scenes ?? [...filmIds],
      fps: before?.fps ?? 30,
    });
    const recording = recordingFactsSchema.parse(artefacts.get(`training:${name}`)?.meta);
    const projection = projectionFactsSchema.parse(artefacts.get(`projection:${name}`)?.meta);
    session.report.print(`${importTable([{ ...recording, ...projection }])}\n${nextSteps(name, entry)}`);
  });
}

const entryOf = (file: string, { sha256, layers, samples, epochs, classNames }: Activations): Imported => ({
  file,
  sha256,
  widths: layers.map(({ units }) => units),
  samples,
  epochs: epochs.length,
  classes: classNames.length,
});

/** What may be typed now. */
function nextSteps(name: string, entry: Imported): string {
  const { ids, refusals } = scenesAboutImport(name, entry);
  return [
    ...(ids.length > 0
      ? ['', `npm run film -- --scenes ${ids.join(',')} --out out/${name}.mp4`, 'npm run studio']
      : []),
    ...(refusals.length > 0 ? ['', 'scenes that cannot show it:', ...refusals] : []),
    '',
  ].join('\n');
}

async function removeImport(name: string): Promise<void> {
  const registered = await readRegistry();
  const names = Object.keys(registered);
  if (names.length === 0) throw new RequestError(`--remove is ${name}; nothing was imported`);
  oneOf('--remove', name, names);
  await writeRegistry(Object.fromEntries(Object.entries(registered).filter(([each]) => each !== name)));
  process.stdout.write(`${name} is forgotten; npm run cache -- gc removes what was made of it\n`);
}

async function listImports(): Promise<void> {
  const registered = Object.entries(await readRegistry());
  if (registered.length === 0) process.stdout.write('nothing was imported\n');
  for (const [name, { file, widths, samples, epochs, classes }] of registered)
    process.stdout.write(
      `${name}: ${file}, ${widths.join('-')}, ${samples} samples, ${epochs} ${epochs === 1 ? 'epoch' : 'epochs'}, ${classes} classes\n`,
    );
}
