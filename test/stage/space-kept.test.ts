import { describe, expect, it } from 'vitest';
import type { PlaneMap } from '../../remotion/motion/layer-path';
import { viewOf, type View } from '../../remotion/stage/camera';
import { layoutOf } from '../../remotion/stage/layout';
import type { Look } from '../../remotion/stage/look';
import { sheetOf } from '../../remotion/stage/sheet';
import { keptOrder } from '../../remotion/stage/space-kept';
import { spaceOrder } from '../../remotion/stage/space-order';
import { surfaceOf } from '../../remotion/stage/surface';
import { night } from '../../remotion/stage/theme';

const look: Look = { theme: night, layout: layoutOf(1920, 1080) };
const viewAt = (azimuth: number): View =>
  viewOf(
    { target: [0, 0, 0], azimuth, elevation: 0.4, distance: 6 },
    { centreX: 960, centreY: 540, pixelsPerUnit: 260 },
  );
const bowl: PlaneMap = (x, y, out) => void out.set([x, y, x * x + y * y]);
const saddle: PlaneMap = (x, y, out) => void out.set([x, y, x * x - y * y]);
const sheet = sheetOf(1, 0.5);
const dots = { points: [0, 0, 0, 1, 1, 2], on: [0, 0, 1, 1] };
const separator = { normal: [0, 0, 1], offset: -0.5 } as const;

describe('keptOrder(look, view, content)', () => {
  const content = { sheet: { map: bowl, sheet }, dots, separator };
  const kept = keptOrder(look, viewAt(0.7), content);

  it('is the very same while all rests, from objects that are made anew every frame', () => {
    expect(
      keptOrder(look, viewAt(0.7), {
        sheet: { map: bowl, sheet },
        dots: { ...dots },
        separator: { ...separator },
      }),
    ).toBe(kept);
  });

  it.each([
    ['camera', viewAt(0.8), content],
    ['map', viewAt(0.7), { ...content, sheet: { map: saddle, sheet } }],
    ['sheet', viewAt(0.7), { ...content, sheet: { map: bowl, sheet: sheetOf(1.5, 0.5) } }],
    ['dots', viewAt(0.7), { ...content, dots: { ...dots, points: [0, 0, 0, 1, 1, -2] } }],
    ['plane', viewAt(0.7), { ...content, separator: { ...separator, offset: -0.6 } }],
    ['plane, which is not there', viewAt(0.7), { ...content, separator: undefined }],
    ['sheet, which is not there', viewAt(0.7), { ...content, sheet: undefined }],
  ] as const)('is that of its own content with another %s', (_, view, changed) => {
    keptOrder(look, viewAt(0.7), content);
    const surface = changed.sheet && surfaceOf(changed.sheet.map, changed.sheet.sheet, view);
    expect(keptOrder(look, view, changed)).toEqual(
      spaceOrder(view, surface, changed.dots, changed.separator),
    );
  });
});
