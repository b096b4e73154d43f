import { momentAt } from '../../remotion/film/moment';
import { drawCaption } from '../../remotion/stage/caption';
import type { DrawnScene, Given } from '../../remotion/stage/scene';
import { recordingContext, type Dot, type Mark } from './recording-context';

/** What a scene puts where at a time, and what its caption does. */
export function paintScene(
  scene: DrawnScene,
  given: Given,
  time: number,
): { readonly drawn: readonly Mark[]; readonly caption: readonly Mark[]; readonly dots: readonly Dot[] } {
  const [picture, words] = [
    recordingContext(given.width, given.height),
    recordingContext(given.width, given.height),
  ];
  scene.draw(picture.context, momentAt(given, time));
  drawCaption(words.context, momentAt(given, time));
  return { drawn: picture.marks, caption: words.marks, dots: picture.dots };
}
