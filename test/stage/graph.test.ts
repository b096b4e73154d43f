import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { segmentDistance2 } from '../../remotion/motion/curve';
import { drawGraphAxes, drawGraphCurve, graphCurve, graphOf } from '../../remotion/stage/graph';
import { layoutOf } from '../../remotion/stage/layout';
import { night } from '../../remotion/stage/theme';
import { recordingContext, type Mark } from '../support/recording-context';

const box = { x: 100, y: 50, width: 800, height: 400 };
const look = { theme: night, layout: layoutOf(1920, 1080) };
const drawn = (draw: (context: ReturnType<typeof recordingContext>['context']) => void): Mark[] => {
  const { context, marks } = recordingContext(1920, 1080);
  draw(context);
  return marks;
};

describe('graphOf(box, domain)', () => {
  const { x, y } = graphOf(box, { x: [-2, 6], y: [0, 10] });

  it('fills the box, with y upwards', () => {
    expect([x(-2), x(6)]).toEqual([100, 900]);
    expect([y(0), y(10)]).toEqual([450, 50]);
  });

  it.each([
    [1, 1],
    [2, 1],
    [Number.NaN, 1],
  ])('refuses an axis from %d to %d', (low, high) => {
    expect(() => graphOf(box, { x: [low, high], y: [0, 1] })).toThrow(RangeError);
    expect(() => graphOf(box, { x: [0, 1], y: [low, high] })).toThrow(RangeError);
  });
});

describe('graphCurve(graph, f)', () => {
  it('lies within half a pixel of the function, however steep it is', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 40, noNaN: true }),
        fc.double({ min: -4, max: 4, noNaN: true }),
        (gain, at) => {
          const graph = graphOf(box, { x: [-4, 4], y: [-1.3, 1.3] });
          const f = (u: number): number => Math.tanh(gain * u);
          const points = graphCurve(graph, f);
          let nearest = Number.POSITIVE_INFINITY;
          for (let i = 2; i < points.length; i += 2)
            nearest = Math.min(
              nearest,
              segmentDistance2(
                graph.x(at),
                graph.y(f(at)),
                points[i - 2]!,
                points[i - 1]!,
                points[i]!,
                points[i + 1]!,
              ),
            );
          expect(Math.sqrt(nearest)).toBeLessThan(0.5);
        },
      ),
    );
  });

  it('goes from one x to another where those are given', () => {
    const graph = graphOf(box, { x: [-4, 4], y: [-2, 2] });
    const points = graphCurve(graph, (u) => u, [-1, 2]);
    expect([points[0], points.at(-2)]).toEqual([graph.x(-1), graph.x(2)]);
  });
});

describe('drawGraphCurve(context, look, graph, f, style)', () => {
  const graph = graphOf(box, { x: [-4, 4], y: [-1, 1] });
  const style = { color: night.ink, width: 4 } as const;

  it('leaves the box by no more than half its own width', () => {
    const [curve] = drawn((context) => drawGraphCurve(context, look, graph, (u) => u ** 3, style));
    expect(curve!.y0).toBeGreaterThanOrEqual(box.y - 2);
    expect(curve!.y1).toBeLessThanOrEqual(box.y + box.height + 2);
  });

  it('draws itself from the left, by its length', () => {
    const [half] = drawn((context) =>
      drawGraphCurve(context, look, graph, () => 0, { ...style, drawn: 0.5 }),
    );
    expect([half!.x0, half!.x1]).toEqual([100, 500]);
    expect(drawn((context) => drawGraphCurve(context, look, graph, () => 0, { ...style, drawn: 0 }))).toEqual(
      [],
    );
  });
});

describe('drawGraphAxes(context, look, graph, style)', () => {
  it('cross at the origin, or go along the edge next to it', () => {
    const graph = graphOf(box, { x: [2, 10], y: [-3, -1] });
    const [across, up] = drawn((context) => drawGraphAxes(context, look, graph));
    expect([across!.y0, across!.y1]).toEqual([graph.y(-1), graph.y(-1)]);
    expect([up!.x0, up!.x1]).toEqual([graph.x(2), graph.x(2)]);
  });

  it('grow from where they cross', () => {
    const graph = graphOf(box, { x: [-1, 3], y: [-1, 1] });
    const [across] = drawn((context) => drawGraphAxes(context, look, graph, { drawn: 0.5 }));
    expect([across!.x0, across!.x1]).toEqual([200, 600]);
    expect(drawn((context) => drawGraphAxes(context, look, graph, { drawn: 0 }))).toEqual([]);
  });

  it('write their ticks as short as they are, with a true minus, and their names', () => {
    const graph = graphOf(box, { x: [-1, 3], y: [0, 1] });
    const texts = drawn((context) =>
      drawGraphAxes(context, look, graph, { ticksX: [-1, 2], ticksY: [0.25], names: ['epoch', 'loss'] }),
    ).flatMap(({ text }) => text ?? []);
    expect(texts).toEqual(['\u22121', '2', '0.25', 'epoch', 'loss']);
  });
});
