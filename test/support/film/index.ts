import { registerRoot } from 'remotion';
import { rootOf } from '../../../remotion/film/root-of';
import { testScenes } from './scenes';

registerRoot(rootOf(testScenes));
