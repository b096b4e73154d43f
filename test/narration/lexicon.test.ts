import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { captionTimes, lint, lintCaption, readingOf } from '../../remotion/narration/lexicon';
import { SIGNS, WORDS } from '../../remotion/narration/lexicon-entries';
import { ScriptError } from '../../remotion/narration/script-error';

const spoken = (text: string): string => readingOf(text).spoken;
const sentences = fc
  .array(
    fc.constantFrom(
      ...[
        'the',
        'tanh',
        'W',
        'x',
        '=',
        '3',
        '784-128-64-10',
        '–',
        '96.4%',
        '(so)',
        'plane,',
        'σ(z)',
        'ℝ²',
        '2-D',
        'isn’t',
      ],
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((words) => `Then ${words.join(' ')}.`);

describe('the lexicon', () => {
  it.each([
    ['tanh squeezes it.', 'tanch squeezes it.'],
    ['So tanh(x) is below 1!', 'So tanch of x is below one!'],
    ['The range is [−1, 1].', 'The range is minus one, one.'],
    ['a 784-128-64-10 network', 'a seven eighty four, one twenty eight, sixty four, ten network'],
    ['five layers, 2-2-2-2-2-1', 'five layers, two two two two two one'],
    [
      'It gets 96.4 % – or 95% – right.',
      'It gets ninety six point four percent, or ninety five percent, right.',
    ],
    ['Wx + b', 'W x plus b'],
    ['x₁ = 3 and W₂', 'x one equals three and W two'],
    ['a 2×2 matrix, W × x', 'a two by two matrix, W times x'],
    ['ℝ² → ℝ³', 'R two to R three'],
    ['x² and Wᵀ and W⁻¹', 'x squared and W transpose and W inverse'],
    ['PCA of MNIST in 3-D', 'P C A of em nist in three D'],
    ['σ and θ', 'sigma and theeta'],
    ['two-dimensional', 'two dimensional'],
    ['the 1st and 21st', 'the first and twenty first'],
    ['“That’s it,” she said.', "That's it, she said."],
    ['e.g., this one', 'for example, this one'],
    ['Between −1 and 1, 3–5 and -2', 'Between minus one and one, three to five and minus two'],
  ])('reads "%s" as "%s"', (caption, words) => {
    expect(spoken(caption)).toBe(words);
  });

  it('knows every sign and word in a spelling that the voice can read', () => {
    for (const text of [...Object.values(SIGNS), ...Object.values(WORDS)])
      expect(text).toMatch(/^[A-Za-z' .]*$/);
  });

  it('leaves nothing that the voice would drop of what it knows', () => {
    fc.assert(
      fc.property(sentences, (text) => {
        expect(() => lint(readingOf(text), 'a sentence')).not.toThrow();
      }),
    );
  });

  it('leaves plain words as they are', () => {
    const text = "It isn't far, is it? No: it lies here.";
    expect(spoken(text)).toBe(text);
  });

  it('keeps for every spoken word the caption word it is read for, in order', () => {
    fc.assert(
      fc.property(sentences, (text) => {
        const { captionWords, tokens } = readingOf(text);
        expect(captionWords).toEqual(text.split(' '));
        const places = tokens.map(({ caption }) => caption);
        expect(places).toEqual([...places].sort((a, b) => a - b));
        expect(places.every((place) => place >= 0 && place < captionWords.length)).toBe(true);
      }),
    );
  });

  it('carries the order over to a text written by hand', () => {
    const { tokens } = readingOf(
      'It has 784 inputs, all grey.',
      'It has very many inputs, all of them grey.',
    );
    expect(tokens.map(({ text, caption }) => `${text}/${caption}`).join(' ')).toBe(
      'It/0 has/1 very/2 many/2 inputs,/3 all/4 of/4 them/4 grey./5',
    );
  });

  it('keeps the order for any text written by hand', () => {
    fc.assert(
      fc.property(sentences, sentences, (text, other) => {
        const { captionWords, tokens } = readingOf(text, other);
        expect(tokens.map((token) => token.text)).toEqual(readingOf(other).tokens.map((token) => token.text));
        const places = tokens.map(({ caption }) => caption);
        expect(places).toEqual([...places].sort((a, b) => a - b));
        expect(Math.max(...places)).toBeLessThan(captionWords.length);
      }),
    );
  });
});

describe('captionTimes', () => {
  it('gives a caption word the time of all that is read for it, and a dash none', () => {
    const reading = readingOf('It gets 95% – right.');
    const times = reading.tokens.map(({ text }, i) => ({ text, start: i, end: i + 0.5 }));
    expect(captionTimes(reading, times)).toEqual([
      { text: 'It', start: 0, end: 0.5 },
      { text: 'gets', start: 1, end: 1.5 },
      { text: '95%', start: 2, end: 4.5 },
      { text: '–', start: 5, end: 5 },
      { text: 'right.', start: 5, end: 5.5 },
    ]);
  });
});

describe('the lint', () => {
  it('names the sentence and the character that the voice would drop', () => {
    const check = (): void => lint(readingOf('It snows ☃ today.'), 'scene "weather", sentence 2');
    expect(check).toThrow(ScriptError);
    expect(check).toThrow(
      /^scene "weather", sentence 2: the voice cannot read "☃" \(U\+2603\) in "It snows ☃ today\."/,
    );
  });

  it('refuses letters with accents, and signs of ASCII that would be dropped', () => {
    for (const text of ['Café.', 'a_b', 'x^2', '#1', 'a\\b', 'me@home'])
      expect(() => lint(readingOf(text), 'here')).toThrow(ScriptError);
  });

  it('accepts a sentence with a text for the voice', () => {
    expect(() => lint(readingOf('Café ☃.', 'Cafay snowman.'), 'here')).not.toThrow();
  });

  it('refuses a caption with a character that the bundled font has not', () => {
    expect(() => lintCaption(readingOf('A step → a step.', 'A step to a step.'), 'demo, sentence 1')).toThrow(
      'demo, sentence 1: the film\'s font has no "→"',
    );
    expect(() => lintCaption(readingOf('σ(x) − ½ × “it’s” é'), 'here')).not.toThrow();
  });

  it('refuses a sentence without a word', () => {
    expect(() => lint(readingOf('– … –'), 'here')).toThrow(/no word to read/);
    expect(new ScriptError('').exitCode).toBe(2);
  });
});
