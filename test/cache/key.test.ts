import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, keyOf } from '../../cache/key';
import { differences } from '../../cache/why';

describe('canonicalJson', () => {
  it('does not depend on the order of keys', () => {
    expect(canonicalJson({ b: 1, a: { d: [1, 2], c: null } })).toBe('{"a":{"c":null,"d":[1,2]},"b":1}');
  });

  it('is JSON of the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const json = JSON.parse(JSON.stringify(value));
        expect(JSON.parse(canonicalJson(json))).toEqual(json);
      }),
    );
  });

  it('refuses numbers that JSON would write as null', () => {
    expect(() => canonicalJson({ rate: NaN })).toThrow(TypeError);
  });
});

describe('keyOf', () => {
  it('tells apart values that differ in one place', () => {
    expect(keyOf({ seed: 1 })).not.toBe(keyOf({ seed: 2 }));
    expect(keyOf({ seed: 1 })).not.toBe(keyOf({ seed: '1' }));
  });
});

describe('differences', () => {
  it('name the field with its old and new value', () => {
    expect(differences({ h: { seed: 1, turns: 2 } }, { h: { seed: 7, turns: 2 } })).toEqual([
      'h.seed: 1 → 7',
    ]);
  });

  it('say of an input only that it changed', () => {
    expect(differences({ inputs: { 'training:a': 'x' } }, { inputs: { 'training:a': 'y' } })).toEqual([
      'training:a changed',
    ]);
  });

  it('are none between a value and itself', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const json = JSON.parse(JSON.stringify(value));
        expect(differences(json, json)).toEqual([]);
      }),
    );
  });
});
