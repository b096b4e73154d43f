import { servePage } from '../../../remotion/render/canvas/page-of';
import { testScenes } from './scenes';

servePage(testScenes);
