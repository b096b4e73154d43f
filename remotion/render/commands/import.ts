import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { RequestError } from '../../../cache/errors';
import { plan } from '../../../cache/graph';
import { cacheRoot, projectRoot } from '../../../cache/paths';
import { Store } from '../../../cache/store';
import { readActivations } from '../../../data/activations';
import { experiments } from '../../../training/experiments';
import { experimentNameSchema } from '../../../training/hyperparameters';
import { readRegistry, registeredPath, writeRegistry } from '../../../training/import-registry';
import { importSteps } from '../../../training/import-steps';
import { importTable } from '../../../training/import-table';
import type { Imported, Imports } from '../../../training/imported';
import { scenesAboutImport } from '../../film/variants';
import { filmIds } from '../../film/running-order';
import { projectionFactsSchema, recordingFactsSchema } from '../../stage/facts';
import { dropFromIndex, readIndex, runOf, writeIndex } from '../index-file';
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
  const taken = registeredAs(registered, name);
  if (taken && taken.file !== file && !replace)
    throw new RequestError(
      `--name is ${name}, which is ${taken.file} already; choose another, or add --replace to take this in its place`,
    );
}

const registeredAs = (registered: Imports, name: string): Imported | undefined =>
  Object.hasOwn(registered, name) ? registered[name] : undefined;

async function takeImport(asked: string, name: string, replace: boolean): Promise<void> {
  // Two ways to one file are one file.
  const file = await realpath(asked).catch(() => path.resolve(asked));
  const place = registeredPath(file, await realpath(projectRoot));
  const before = await readRegistry();
  requireFree(name, place, replace, before);
  const { entry, remarks } = await lookInto(file, place);
  await withSession('import', async (session) => {
    await session.hold();
    for (const remark of remarks) session.report.say(`${asked}: ${remark}`);
    const taken = registeredAs(before, name);
    if (taken?.file === place && taken.sha256 !== entry.sha256)
      session.report.say(`${asked} has changed since it was imported as ${name}; it is taken again`);
    const { artefacts } = await bringUpToDate(importSteps({ [name]: entry }), session);
    const facts = {
      ...recordingFactsSchema.parse(artefacts.get(`training:${name}`)?.meta),
      ...projectionFactsSchema.parse(artefacts.get(`projection:${name}`)?.meta),
    };
    // Last, so that nothing is registered that could not be projected; read again, for another import may have ended meanwhile.
    const registered = await readRegistry();
    requireFree(name, place, replace, registered);
    await writeRegistry({ ...registered, [name]: entry });
    const index = await readIndex(session.store);
    await writeIndex(session.store, {
      run: runOf(artefacts.values()),
      scenes: index?.scenes ?? [...filmIds],
      fps: index?.fps ?? 30,
    });
    session.report.print(`${importTable([facts])}\n${nextSteps(name, entry)}`);
  });
}

/** What is registered of a file, and what to say of it. Its arrays are let go: the process that takes them reads them itself. */
async function lookInto(
  file: string,
  place: string,
): Promise<{ readonly entry: Imported; readonly remarks: readonly string[] }> {
  const { sha256, layers, samples, epochs, classNames, remarks } = await readActivations(file);
  return {
    entry: {
      file: place,
      sha256,
      widths: layers.map(({ units }) => units),
      samples,
      epochs: epochs.length,
      classes: classNames.length,
    },
    remarks,
  };
}

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
  await withSession('import', async (session) => {
    await session.hold();
    const registered = await readRegistry();
    const names = Object.keys(registered);
    if (names.length === 0) throw new RequestError(`--remove is ${name}; nothing was imported`);
    oneOf('--remove', name, names);
    await writeRegistry(Object.fromEntries(Object.entries(registered).filter(([each]) => each !== name)));
    await dropFromIndex(session.store, [`training:${name}`, `projection:${name}`]);
    session.report.print(
      `${name} is forgotten; npm run cache -- gc removes what was made of it when it was not used for two weeks, or at once with --days 0\n`,
    );
  });
}

/** @throws RequestError, after the list, when the registry and what was made of a file differ */
async function listImports(): Promise<void> {
  const registered = await readRegistry();
  const entries = Object.entries(registered);
  if (entries.length === 0) process.stdout.write('nothing was imported\n');
  for (const [name, { file, widths, samples, epochs, classes }] of entries)
    process.stdout.write(
      `${name}: ${file}, ${widths.join('-')}, ${samples} samples, ${epochs} ${epochs === 1 ? 'epoch' : 'epochs'}, ${classes} classes\n`,
    );
  await plan(importSteps(registered), new Store(cacheRoot()));
}
