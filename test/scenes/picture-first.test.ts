import { vi } from 'vitest';
import { chapters } from '../support/picture-chapters';
import { pictureTests } from '../support/pictures';

// Every curve that a scene draws is compared with what it stands for.
vi.mock('../../remotion/motion/curve', async (original) => {
  const { watched } = await import('../support/curve-errors');
  return watched(await original());
});

/** PICTURE.md’s rules for the opening and the scenes about one layer. */
pictureTests(chapters.first);
