import { RequestError } from '../cache/errors';
import { isDecimal } from './decimal';

const MAX_CLASSES = 10;

export interface Label {
  readonly line: number;
  readonly text: string;
}

export interface Classes {
  /** 0 … classes − 1, one a label. */
  readonly labels: Uint8Array;
  /** The label of each class, in the words of the file. */
  readonly classNames: string[];
}

/**
 * Numbers the different labels from 0: by value where all are numbers (1 and 1.0 are the same then), else by their
 * characters' code units.
 *
 * @throws RequestError unless there are 2 to 10 different ones with at least two points each.
 */
export function classesOf(labels: readonly Label[], file: string): Classes {
  const numbers = labels.every(({ text }) => isDecimal(text));
  const keyOf = ({ text }: Label): number | string => (numbers ? Number(text) : text);
  const members = new Map<number | string, Label[]>();
  for (const label of labels) {
    const key = keyOf(label);
    const found = members.get(key);
    if (found) found.push(label);
    else members.set(key, [label]);
    if (members.size > MAX_CLASSES)
      throw new RequestError(
        `${file}, line ${label.line}: "${label.text}" is the ${MAX_CLASSES + 1}th different label; 2 to ${MAX_CLASSES} are taken`,
      );
  }
  const sorted = [...members].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  if (sorted.length < 2)
    throw new RequestError(
      `${file} has one label only, "${labels[0]?.text}"; expected 2 to ${MAX_CLASSES} different ones`,
    );
  for (const [, [only, second]] of sorted)
    if (only && !second)
      throw new RequestError(
        `${file}, line ${only.line}: "${only.text}" has one point only; expected two or more a label`,
      );
  const classes = new Map(sorted.map(([key], index) => [key, index]));
  return {
    labels: Uint8Array.from(labels, (label) => classes.get(keyOf(label))!),
    classNames: sorted.map(([, [first]]) => first!.text),
  };
}
