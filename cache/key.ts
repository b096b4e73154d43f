import { createHash } from 'node:crypto';
import type { Json } from './manifest';

/**
 * JSON with sorted keys and no white space, so that equal values have equal text.
 * @throws TypeError on a number that JSON cannot hold (NaN, Infinity): it would be written as null and two keys would meet.
 */
export function canonicalJson(value: Json): string {
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new TypeError(`a key cannot hold the number ${value}`);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const entries = Object.keys(value)
    .sort()
    .flatMap((key) => {
      const member = value[key];
      return member === undefined ? [] : [`${JSON.stringify(key)}:${canonicalJson(member)}`];
    });
  return `{${entries.join(',')}}`;
}

export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

/** The key of an artefact: the SHA-256 of the canonical JSON of everything that decided it. */
export const keyOf = (value: Json): string => sha256(canonicalJson(value));
