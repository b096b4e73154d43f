import type { Artefact } from '../../cache/step';
import { type Experiment, learningOf } from '../../training/hyperparameters';
import { mnistTask } from '../../training/stages/training-mnist';
import { pointsTask } from '../../training/stages/training-points';
import type { Task } from '../../training/task';

/** What an experiment trains: for the yardstick, and for backends that are timed on a share of the work. */
export async function taskOf(name: string, experiment: Experiment, dataset: Artefact): Promise<Task> {
  const common = { experiment: name, hyperparameters: learningOf(experiment) };
  if (experiment.data !== 'mnist') return pointsTask(dataset, common);
  return (await mnistTask(dataset, { ...experiment, ...common })).task;
}
