import { Command, CommanderError, Option } from 'commander';
import { isTold, RequestError } from '../../cache/errors';
import { engines } from './settings';
import { syntaxError, unforeseen } from './unforeseen';

/** The command line: what may be typed, and how failures are told. Each command's work is loaded when it is called. */

const collect = (value: string, before: readonly string[]): string[] => [...before, value];

function command(name: string, description: string): Command {
  return program.command(name).description(description).allowExcessArguments(false);
}

/** Options of all commands that may make a picture. */
function withFilmOptions(target: Command): Command {
  return target
    .option('--set <experiment.field=value>', 'a hyperparameter for this run only (repeatable)', collect, [])
    .option('--size <WIDTHxHEIGHT>', 'size of the picture; its aspect picks the layout (default: 1920x1080)')
    .option('--fps <number>', 'frames a second (default: 30)')
    .option('--theme <name>', 'colours', 'night')
    .addOption(
      new Option('--engine <name>', 'what draws')
        .default('canvas')
        .argParser(String)
        .choices([...engines])
        .argParser(String),
    )
    .option('--voice <name>', 'what speaks: flite, flite-rms or silent', 'flite')
    .option('--browser <program>', 'the Chrome or Chromium that draws (default: the first found; see doctor)')
    .option('--draft', 'a quick look: 960x540 at 15 frames a second', false);
}

const program = new Command('untangle')
  .description('Trains small neural networks and renders what every layer does as a narrated film.')
  .option('--verbose', 'print the stack of an error')
  .exitOverride()
  .configureOutput({
    outputError: (text, write) =>
      write(`${text.replace(/^error: /, '').trim()} (--help lists what there is)\n`),
  });

withFilmOptions(command('film', 'make everything that is stale, then the film'))
  .option('--scenes <ids>', 'only these scenes, separated by commas')
  .option('--strict', 'stop when a sentence would not be true', false)
  .option('--out <file>', 'the film (default: out/film.mp4; out/draft.mp4 with --draft)')
  .action(async (options: unknown) => (await import('./commands/film')).film(options));

withFilmOptions(command('plan', 'say what film would do and why, without doing it'))
  .option('--scenes <ids>', 'only these scenes, separated by commas')
  .option('--strict', 'as in film', false)
  .option('--out <file>', 'as in film')
  .option('--json', 'as JSON', false)
  .action(async (options: unknown) => (await import('./commands/plan')).planFilm(options));

command('train', 'train and project, and print what was measured')
  .option('--set <experiment.field=value>', 'a hyperparameter for this run only (repeatable)', collect, [])
  .option('--only <experiment>', 'one experiment')
  .action(async (options: unknown) => (await import('./commands/train')).train(options));

command('import', "take what the layers of somebody's network gave (see README, Other people's networks)")
  .argument('[file]', 'an .npz file with arrays layer0, layer1, … and labels')
  .option('--name <name>', 'what it is called in scenes: mnist-pca-<name>')
  .option('--replace', 'take it in the place of another that has this name', false)
  .option('--remove <name>', 'forget one')
  .option('--list', 'say which there are', false)
  .action(async (file: string | undefined, options: unknown) =>
    (await import('./commands/import')).importActivations(file, options),
  );

command('seeds', 'train one experiment with many seeds and say which learn best')
  .argument('<experiment>', 'the experiment')
  .option('--count <number>', 'how many seeds', '20')
  .option('--from <number>', 'the first of them', '1')
  .option('--set <experiment.field=value>', 'a hyperparameter for this run only (repeatable)', collect, [])
  .action(async (experiment: string, options: unknown) =>
    (await import('./commands/seeds')).seeds(experiment, options),
  );

command('gpu', 'bring the native library of tfjs-node-gpu (Linux x64, CUDA 11.2) and check that it runs')
  .option('--from <folder|file|url>', 'a TensorFlow of your own (default: libtensorflow 2.9.1, some 400 MB)')
  .option('--sha256 <hex>', 'take the library only if its file has this SHA-256')
  .option('--binding <file|folder|url>', 'a finished tfjs_binding.node (default: built from source)')
  .option(
    '--binding-sha256 <hex>',
    "its SHA-256; without --binding: take Google's prebuilt one if it is that",
  )
  .option('--remove', 'take the native library away', false)
  .action(async (options: unknown) => (await import('./commands/gpu')).gpu(options));

command('studio', 'Remotion Studio on the cache')
  .option('--port <number>', 'where it listens')
  .action(async (options: unknown) => (await import('./commands/studio')).studio(options));

withFilmOptions(command('still', 'one picture of a scene as a PNG'))
  .requiredOption('--scene <id>', 'the scene')
  .option('--at <seconds>', 'seconds since the scene began', '0')
  .option('--out <file>', 'the picture (default: out/stills/<scene>-<seconds>.png)')
  .action(async (options: unknown) => (await import('./commands/still')).still(options));

withFilmOptions(command('sheet', 'a contact sheet a scene'))
  .option('--scenes <ids>', 'only these scenes, separated by commas')
  .option('--out <folder>', 'where the sheets go', 'out/sheets')
  .action(async (options: unknown) => (await import('./commands/sheet')).sheet(options));

const cache = command('cache', 'look after the cache');
cache
  .command('list')
  .description('what is in the cache, newest use first')
  .action(async () => (await import('./commands/cache')).list());
cache
  .command('verify')
  .description('hash every file and name what does not match')
  .action(async () => (await import('./commands/cache')).verify());
cache
  .command('gc')
  .description('remove leftovers and what no run has used for a while')
  .option('--days <number>', 'unused for this many days; 0 keeps only what the current film uses', '14')
  .action(async (options: unknown) => (await import('./commands/cache')).gc(options));

command('doctor', 'what was found here, where, and why that one')
  .option('--browser <program>', 'as in film')
  .action(async (options: unknown) => (await import('./commands/doctor')).doctor(options));

/**
 * npm takes options for its own unless `--` stands before them, and runs us without; that it saw one it leaves in the
 * environment (its value it hands us as an argument).
 * @throws RequestError when one of ours is among them
 */
function refuseSwallowed(): void {
  const command = process.env['npm_lifecycle_event'];
  if (command === undefined || process.argv.some((each) => each.startsWith('-'))) return;
  const names = [
    'set',
    'scenes',
    'scene',
    'size',
    'fps',
    'theme',
    'engine',
    'voice',
    'draft',
    'strict',
    'count',
    'name',
    'replace',
    'remove',
  ];
  const swallowed = names.find((name) => process.env[`npm_config_${name}`]);
  if (swallowed !== undefined)
    throw new RequestError(
      `npm kept --${swallowed} for itself; put -- before our options: npm run ${command} -- --${swallowed} …`,
    );
}

/** Exit codes: 0 done, 1 failed while working, 2 the request was wrong. */
async function main(): Promise<number> {
  try {
    refuseSwallowed();
    await program.parseAsync();
    return 0;
  } catch (caught) {
    const error = syntaxError(caught) ?? caught;
    // Commander has already said what is wrong with the command line, or printed the help it was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const verbose = program.opts<{ verbose?: boolean }>().verbose || process.env['UNTANGLE_VERBOSE'] === '1';
    if (verbose)
      process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    else if (isTold(error)) process.stderr.write(`${error.message}\n`);
    else process.stderr.write(`${unforeseen(error)}\n`);
    return isTold(error) ? error.exitCode : 1;
  }
}

// Whoever reads our output may stop early, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

// Open handles of libraries (a browser's pipe, esbuild's service) must not keep the program alive after its work.
void main().then((code) => process.exit(code));
