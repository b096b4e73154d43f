import { allScenes } from '../../film/running-order';
import { servePage } from './page-of';

servePage(allScenes);
