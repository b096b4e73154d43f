import { rootOf } from './film/root-of';
import { allScenes, experimentOutlines } from './film/running-order';

export const Root = rootOf(allScenes, experimentOutlines);
