import { rootOf } from './film/root-of';
import { allScenes } from './film/running-order';

export const Root = rootOf(allScenes);
