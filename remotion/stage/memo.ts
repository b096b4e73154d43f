import type { Given } from './scene';

/**
 * What a scene derives once from what does not change between frames: `make` runs once for each composition.
 * The result must be a pure function of `given`, so that frames may be drawn in any order.
 */
export function memo<T>(make: (given: Given) => T): (given: Given) => T {
  const made = new WeakMap<Given, { readonly value: T }>();
  return (given) => {
    let entry = made.get(given);
    if (!entry) made.set(given, (entry = { value: make(given) }));
    return entry.value;
  };
}
