import { liteAdaptor } from 'mathjax-full/js/adaptors/liteAdaptor.js';
import { LiteElement } from 'mathjax-full/js/adaptors/lite/Element.js';
import { RegisterHTMLHandler } from 'mathjax-full/js/handlers/html.js';
import { TeX } from 'mathjax-full/js/input/tex.js';
import 'mathjax-full/js/input/tex/ams/AmsConfiguration.js';
import 'mathjax-full/js/input/tex/html/HtmlConfiguration.js';
import { mathjax } from 'mathjax-full/js/mathjax.js';
import { SVG } from 'mathjax-full/js/output/svg.js';
import type { FormulaBox, FormulaPaths } from '../stage/formula';
import { boundsOf, rectangleData, transformPath, type Affine } from './path-data';

/** Thrown when TeX cannot be made into outlines: a mistake in it, or a character the fonts do not have. */
export class TexError extends Error {
  override readonly name = 'TexError';
  readonly exitCode = 2;

  constructor(tex: string, reason: string) {
    super(`the formula "${tex}" is not TeX that can be drawn: ${reason.replace(/\s+/g, ' ')}`);
  }
}

/** MathJax draws in thousandths of an em. */
const EM = 1000;

const adaptor = liteAdaptor();
RegisterHTMLHandler(adaptor);
const document = mathjax.document('', {
  InputJax: new TeX({
    packages: ['base', 'ams', 'html'],
    formatError(_: unknown, error: Error): never {
      throw error;
    },
  }),
  OutputJax: new SVG({ fontCache: 'none' }),
});

interface Clip {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

interface Place {
  /** SVG user units (y upwards inside MathJax's outer group) → the formula's, thousandths of an em. */
  readonly affine: Affine;
  readonly parts: readonly string[];
  readonly clip?: Clip;
}

const compose = (m: Affine, n: Affine): Affine => [
  m[0] * n[0],
  m[1] * n[1],
  m[0] * n[2] + m[2],
  m[1] * n[3] + m[3],
];

/** MathJax uses only `translate` and `scale`. */
function parseTransform(text: string, fail: (reason: string) => never): Affine {
  let affine: Affine = [1, 1, 0, 0];
  for (const [, name, list = ''] of text.matchAll(/(\w+)\(([^)]*)\)/g)) {
    const [a = 0, b] = list
      .trim()
      .split(/[\s,]+/)
      .map(Number);
    if (name === 'translate') affine = compose(affine, [1, 1, a, b ?? 0]);
    else if (name === 'scale') affine = compose(affine, [a, b ?? a, 0, 0]);
    else fail(`the transform ${name} is not supported`);
  }
  return affine;
}

const numberOf = (node: LiteElement, name: string): number =>
  Number(adaptor.getAttribute(node, name) ?? 0) || 0;

/**
 * The outlines of a formula in display style.
 * @param tex TeX with the packages base, ams and html; `\class{name}{…}` names parts.
 * @throws TexError where MathJax finds a mistake, or a character has no outline.
 */
export function formulaPaths(tex: string): FormulaPaths {
  const fail = (reason: string): never => {
    throw new TexError(tex, reason);
  };
  let container: LiteElement;
  try {
    container = document.convert(tex, { display: true }) as LiteElement;
  } catch (error) {
    // MathJax throws a TexError of its own that is not an Error.
    return fail(String((error as { message?: unknown }).message ?? error));
  }
  const svg = adaptor.tags(container, 'svg')[0];
  if (!svg) return fail('MathJax made no picture of it');
  const [left = 0, top = 0, width = 0, total = 0] = (adaptor.getAttribute(svg, 'viewBox') as string)
    .split(' ')
    .map(Number);

  const shapes: { d: string; parts: string[] }[] = [];
  const add = (d: string, { affine, parts, clip }: Place): void => {
    const data = transformPath(d, compose([1 / EM, 1 / EM, -left / EM, 0], affine), clip);
    if (data) shapes.push({ d: data, parts: [...parts] });
  };

  const visit = (node: LiteElement, place: Place): void => {
    const names = ((adaptor.getAttribute(node, 'class') as string | null) ?? '').split(/\s+/).filter(Boolean);
    const transform = (adaptor.getAttribute(node, 'transform') as string | null) ?? '';
    const here: Place = {
      ...place,
      affine: compose(place.affine, parseTransform(transform, fail)),
      parts: [...place.parts, ...names],
    };
    if (node.kind === 'path') add((adaptor.getAttribute(node, 'd') as string | null) ?? '', here);
    else if (node.kind === 'rect')
      add(
        rectangleData(
          numberOf(node, 'x'),
          numberOf(node, 'y'),
          numberOf(node, 'width'),
          numberOf(node, 'height'),
        ),
        here,
      );
    else if (node.kind === 'text') fail(`no outline for the characters "${adaptor.textContent(node)}"`);
    else if (node.kind === 'svg') visitNested(node, here);
    else for (const child of adaptor.childNodes(node)) if (child instanceof LiteElement) visit(child, here);
  };

  /** Tall delimiters are assembled from pieces, each cut to a viewport of its own. */
  const visitNested = (node: LiteElement, place: Place): void => {
    const [vx = 0, vy = 0, vw = 1, vh = 1] = (adaptor.getAttribute(node, 'viewBox') as string)
      .split(' ')
      .map(Number);
    const sx = numberOf(node, 'width') / vw;
    const sy = numberOf(node, 'height') / vh;
    const shift: Affine = [sx, sy, numberOf(node, 'x') - vx * sx, numberOf(node, 'y') - vy * sy];
    const affine = compose(place.affine, shift);
    const [ax, ay, bx, by] = [affine[0] * vx, affine[1] * vy, affine[0] * (vx + vw), affine[1] * (vy + vh)];
    const clip = {
      x0: (Math.min(ax, bx) + affine[2] - left) / EM,
      x1: (Math.max(ax, bx) + affine[2] - left) / EM,
      y0: (Math.min(ay, by) + affine[3]) / EM,
      y1: (Math.max(ay, by) + affine[3]) / EM,
    };
    for (const child of adaptor.childNodes(node))
      if (child instanceof LiteElement) visit(child, { ...place, affine, clip });
  };

  // The outer group's scale(1, −1) turns y upwards for the screen; left out, y stays upwards.
  for (const group of adaptor.childNodes(svg)) {
    if (!(group instanceof LiteElement) || group.kind !== 'g') continue;
    for (const child of adaptor.childNodes(group))
      if (child instanceof LiteElement) visit(child, { affine: [1, 1, 0, 0], parts: [] });
  }

  return { width: width / EM, height: -top / EM, depth: (total + top) / EM, shapes, boxes: boxesOf(shapes) };
}

function boxesOf(shapes: FormulaPaths['shapes']): Record<string, FormulaBox> {
  const byPart = new Map<string, string[]>();
  for (const { d, parts } of shapes)
    for (const part of parts) byPart.set(part, [...(byPart.get(part) ?? []), d]);
  return Object.fromEntries([...byPart].map(([part, list]) => [part, boundsOf(list)]));
}
