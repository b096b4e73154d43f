import { filmScenes } from '../../remotion/film/running-order';
import { scene as template } from '../../remotion/scenes/template';
import { isDrawn, type DrawnScene } from '../../remotion/stage/scene';

const FIRST: readonly string[] = ['Opening', 'One layer'];
const CHAINS: readonly string[] = ['Chained layers', 'Why more neurons'];

const drawn: readonly DrawnScene[] = [...filmScenes, template].filter(isDrawn);
const of = (names: readonly string[]): readonly DrawnScene[] =>
  drawn.filter(({ chapter }) => names.includes(chapter));

/** The film's scenes and the template in parts that are tested side by side; together they are all. */
export const chapters = {
  first: of(FIRST),
  chains: of(CHAINS),
  others: drawn.filter(({ chapter }) => ![...FIRST, ...CHAINS].includes(chapter)),
} as const;
