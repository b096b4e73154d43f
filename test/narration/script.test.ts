import { describe, expect, it } from 'vitest';
import { claimResultsSchema, parseMarks, resolveSentences } from '../../remotion/narration/script';
import { ScriptError } from '../../remotion/narration/script-error';
import type { Claim, Sentence } from '../../remotion/stage/scene';
import { factsOf } from '../support/scene-given';

/** These scenes ask for no facts. */
const facts = factsOf({});
const claim = (holds: boolean): Claim => ({
  id: 'all-right',
  holds: () => holds,
  measured: () => 'accuracy 0.97',
  needed: 'accuracy = 1',
});
const resolve = (...sentences: Sentence[]): ReturnType<typeof resolveSentences> =>
  resolveSentences({ id: 'demo', sentences: () => sentences }, facts);

describe('cue marks', () => {
  it('name the word that follows them and vanish from the caption', () => {
    expect(parseMarks('First the matrix {W}turns and {stretch} stretches ({box}the plane).', 'here')).toEqual(
      {
        text: 'First the matrix turns and stretches (the plane).',
        cues: [
          { name: 'W', word: 3 },
          { name: 'stretch', word: 5 },
          { name: 'box', word: 6 },
        ],
      },
    );
  });

  it('may stand at the start of a sentence, and two before one word', () => {
    expect(parseMarks('{a}{b}Now.', 'here').cues).toEqual([
      { name: 'a', word: 0 },
      { name: 'b', word: 0 },
    ]);
  });

  it.each([
    ['a mark that is not closed', 'The {W plane.'],
    ['a brace too many', 'The W} plane.'],
    ['a mark without a name', 'The {} plane.'],
    ['a mark that is no name', 'The {1 b} plane.'],
    ['a name given twice', 'The {W}plane {W}turns.'],
    ['a mark inside a word', 'The pl{W}ane.'],
    ['a mark with no word after it', 'The plane. {W}'],
  ])('are refused: %s', (_, text) => {
    expect(() => parseMarks(text, 'scene "demo", sentence 1')).toThrow(ScriptError);
    expect(() => parseMarks(text, 'scene "demo", sentence 1')).toThrow(/^scene "demo", sentence 1: /);
  });
});

describe('resolveSentences', () => {
  it('gives the caption without marks and what is read for it', () => {
    const { sentences, cues } = resolve({ text: 'Then {g}tanh bends it.', rest: 1 });
    expect(sentences).toMatchObject([
      { index: 0, text: 'Then tanh bends it.', rest: 1, reading: { spoken: 'Then tanch bends it.' } },
    ]);
    expect(cues).toEqual([{ name: 'g', sentence: 0, word: 1 }]);
  });

  it('says a sentence whose claim holds, and records the measure', () => {
    const { sentences, claims } = resolve({
      text: 'All are right.',
      claim: claim(true),
      otherwise: 'Most are.',
    });
    expect(sentences.map(({ text }) => text)).toEqual(['All are right.']);
    expect(claimResultsSchema.parse(claims)).toEqual([
      {
        scene: 'demo',
        claim: 'all-right',
        sentence: 'All are right.',
        measured: 'accuracy 0.97',
        needed: 'accuracy = 1',
        holds: true,
        outcome: 'said',
      },
    ]);
  });

  it('says it otherwise where the claim does not hold, with the cues at hand', () => {
    const { sentences, cues, claims } = resolve(
      { text: 'So it goes.' },
      {
        text: 'All {dots}dots are {end}right.',
        claim: claim(false),
        otherwise: 'Most of the {dots}dots are.',
      },
    );
    expect(sentences.map(({ text }) => text)).toEqual(['So it goes.', 'Most of the dots are.']);
    expect(claims).toMatchObject([{ holds: false, outcome: 'otherwise' }]);
    expect(cues).toEqual([
      { name: 'dots', sentence: 1, word: 3 },
      { name: 'end', sentence: 1, word: 0 },
    ]);
  });

  it('leaves a sentence out where there is nothing else to say; its cue falls where it would have begun', () => {
    const { sentences, cues, claims } = resolve(
      { text: 'One.' },
      { text: 'All are {a}right.', claim: claim(false) },
      { text: 'Two, {b}three.' },
      { text: 'All of {c}them.', claim: claim(false) },
    );
    expect(sentences.map(({ text }) => text)).toEqual(['One.', 'Two, three.']);
    expect(claims.map(({ outcome }) => outcome)).toEqual(['left out', 'left out']);
    expect(cues).toEqual([
      { name: 'a', sentence: 1, word: 0 },
      { name: 'b', sentence: 1, word: 1 },
      { name: 'c', sentence: 2, word: 0 },
    ]);
  });

  it('refuses a cue that two sentences mark, and says which', () => {
    expect(() => resolve({ text: 'The {W}plane.' }, { text: 'It {W}turns.' })).toThrow(
      'scene "demo", sentence 2: the cue "W" is marked twice, first in sentence 1; each may be marked once in a scene',
    );
  });

  it('refuses what the voice would drop, also in a sentence that is not said', () => {
    expect(() => resolve({ text: 'All.', claim: claim(true), otherwise: 'Most ☃.' })).toThrow(
      /^scene "demo", sentence 1: the voice cannot read "☃"/,
    );
  });

  it('reads what the script writes for the voice, but not its marks', () => {
    const { sentences } = resolve({ text: 'The {n}784 inputs.', spoken: 'The {n}many inputs.' });
    expect(sentences[0]?.reading.spoken).toBe('The many inputs.');
  });
});
