import { inRow, numberFormula } from '../../stage/formula-compose';
import type { FormulaPaths } from '../../stage/formula';
import { graphOf, type Graph } from '../../stage/graph';
import type { Box, Layout } from '../../stage/layout';
import { memo } from '../../stage/memo';
import type { Given } from '../../stage/scene';
import { layerSample, type LayerSample } from '../layer-sample';
import { imageFormula, piece, productsFormula, renamed, sumFormula } from '../sum-formulas';

/** Which of the layer's neurons is looked at: the first. */
export const ROW = 0;

export interface Places {
  /** Of the two rows of formulas: the symbols, and the numbers beneath. */
  readonly symbols: { readonly x: number; readonly y: number; readonly size: number };
  readonly numbers: { readonly x: number; readonly y: number; readonly size: number };
  /** The little plane that the dot lies in. */
  readonly plane: Box;
  readonly inputs: readonly [readonly [number, number], readonly [number, number]];
  readonly neuron: readonly [number, number];
  readonly radius: number;
  readonly bias: readonly [number, number];
  readonly graph: Box;
  /** How far off the diagram stands before there is a graph, in pixels. */
  readonly start: readonly [number, number];
  /** Em of numbers in the diagram, in pixels. */
  readonly label: number;
}

function placesOf({ name, content, unit }: Layout): Places {
  const at = (x: number, y: number): readonly [number, number] => [
    content.x + x * unit,
    content.y + y * unit,
  ];
  const boxAt = (x: number, y: number, width: number, height: number): Box => ({
    x: content.x + x * unit,
    y: content.y + y * unit,
    width: width * unit,
    height: height * unit,
  });
  const middle = content.x + content.width / 2;
  const rows = (first: number, second: number, large: number, small: number) => ({
    symbols: { x: middle, y: content.y + first * unit, size: large * unit },
    numbers: { x: middle, y: content.y + second * unit, size: small * unit },
  });
  if (name === 'wide')
    return {
      ...rows(80, 190, 88, 64),
      plane: boxAt(0, 390, 290, 290),
      inputs: [at(440, 345), at(440, 725)],
      neuron: at(1010, 535),
      radius: 80 * unit,
      bias: at(1010, 775),
      graph: boxAt(1230, 300, 498, 470),
      start: [310 * unit, 0],
      label: 50 * unit,
    };
  if (name === 'tall')
    return {
      ...rows(90, 205, 82, 58),
      plane: boxAt(24, 490, 240, 240),
      inputs: [at(360, 390), at(360, 830)],
      neuron: at(890, 610),
      radius: 78 * unit,
      bias: at(890, 860),
      graph: boxAt(130, 1000, 720, 500),
      start: [0, 260 * unit],
      label: 48 * unit,
    };
  return {
    ...rows(62, 150, 70, 52),
    plane: boxAt(36, 285, 200, 200),
    inputs: [at(325, 258), at(325, 512)],
    neuron: at(890, 385),
    radius: 70 * unit,
    bias: at(890, 548),
    graph: boxAt(120, 590, 640, 215),
    start: [0, 150 * unit],
    label: 44 * unit,
  };
}

/** What the row of numbers shows, one after another. */
export interface Lines {
  readonly products: FormulaPaths;
  readonly sum: FormulaPaths;
  readonly image: FormulaPaths;
}

export interface Story extends LayerSample {
  readonly places: Places;
  readonly lines: Lines;
  /** On each edge: times its weight. */
  readonly chips: readonly [FormulaPaths, FormulaPaths];
  readonly values: readonly [FormulaPaths, FormulaPaths];
  readonly products: readonly [FormulaPaths, FormulaPaths];
  /** The plus between the products where they meet. */
  readonly plus: FormulaPaths;
  readonly sum: FormulaPaths;
  readonly image: FormulaPaths;
  readonly graph: Graph;
}

/** The curve's window: the sum in it with room to spare, and all of the values there. */
function graphAbout(box: Box, sum: number, g: (x: number) => number): Graph {
  const reach = Math.max(2.6, 1.25 * Math.abs(sum));
  const ends = [g(-reach), g(reach), 0];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const room = 0.14 * (high - low);
  return graphOf(box, { x: [-reach, reach], y: [low - room, high + room] });
}

export const storyOf = memo((given: Given): Story => {
  const sample = layerSample(given);
  const { formulas } = given;
  const { arithmetic, exact, activation } = sample;
  const { decimals } = arithmetic;
  const places = placesOf(given.layout);
  const number = (value: number): FormulaPaths =>
    numberFormula(formulas, value, { decimals, part: 'number' });
  const bracket = (name: 'open' | 'close'): FormulaPaths => renamed(piece(formulas, name), 'number');
  const chip = (weight: number): FormulaPaths =>
    inRow([
      piece(formulas, 'times'),
      0.14,
      ...(weight < 0 ? [bracket('open'), number(weight), bracket('close')] : [number(weight)]),
    ]);
  return {
    ...sample,
    places,
    lines: {
      products: productsFormula(formulas, arithmetic, ROW),
      sum: sumFormula(formulas, arithmetic, ROW, exact),
      image: imageFormula(formulas, formulas.g!, arithmetic, ROW, exact),
    },
    chips: [chip(arithmetic.weights[2 * ROW]!), chip(arithmetic.weights[2 * ROW + 1]!)],
    values: [number(arithmetic.values[0]), number(arithmetic.values[1])],
    products: [number(arithmetic.products[2 * ROW]!), number(arithmetic.products[2 * ROW + 1]!)],
    plus: renamed(piece(formulas, 'plus'), 'number'),
    sum: number(arithmetic.sums[ROW]),
    image: number(arithmetic.images[ROW]),
    graph: graphAbout(places.graph, arithmetic.sums[ROW], activation),
  };
});
