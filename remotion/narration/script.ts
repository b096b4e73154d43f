import { judge, type ClaimResult } from '../film/claims';
import type { Facts } from '../stage/facts';
import type { Scene } from '../stage/scene';
import { lint, lintCaption, readingOf, type Reading } from './lexicon';
import { ScriptError } from './script-error';

export { claimResultSchema, claimResultsSchema, type ClaimResult } from '../film/claims';

/** What a scene says in this run: its sentences with the measured facts put in, cue marks taken out. Pure. */

export interface ResolvedSentence {
  /** Its place in the scene's own list. */
  readonly index: number;
  /** What the caption shows, without cue marks. */
  readonly text: string;
  readonly reading: Reading;
  /** Seconds of rest after it, where the script says so. */
  readonly rest: number | undefined;
}

/** Where a cue falls: at a caption word of a sentence that is said. */
export interface CuePlace {
  readonly name: string;
  /** Index into the sentences that are said; their number means "after the last". */
  readonly sentence: number;
  readonly word: number;
}

export interface Script {
  readonly sentences: readonly ResolvedSentence[];
  readonly cues: readonly CuePlace[];
  readonly claims: readonly ClaimResult[];
}

const CUE_NAME = /^[A-Za-z][A-Za-z0-9_-]*$/;

export interface Marked {
  readonly text: string;
  readonly cues: readonly { readonly name: string; readonly word: number }[];
}

/**
 * Takes the cue marks out of a text: `'First {W}turn it.'` → `'First turn it.'` with the cue `W` at word 1.
 * @param where names the sentence in messages
 * @throws ScriptError for a mark that is not closed, not a name, given twice, inside a word, or before no word
 */
export function parseMarks(marked: string, where: string): Marked {
  const cues: { name: string; word: number }[] = [];
  let text = '';
  let rest = marked;
  for (;;) {
    const at = rest.search(/[{}]/);
    if (at < 0) break;
    const mark = /^\{([^{}]*)\}/.exec(rest.slice(at));
    if (!mark)
      throw new ScriptError(`${where}: a brace that belongs to no cue mark in "${marked}"; write {name}`);
    const name = mark[1] ?? '';
    if (!CUE_NAME.test(name))
      throw new ScriptError(
        `${where}: the cue mark "{${name}}" is not a name; a letter, then letters, digits, - and _ are allowed`,
      );
    if (cues.some((cue) => cue.name === name))
      throw new ScriptError(
        `${where}: the cue "${name}" is marked twice; each may be marked once in a scene`,
      );
    text += rest.slice(0, at);
    // Between an opening bracket and its word a mark is still at the word's start.
    if (!/(^|\s)["'“‘«([]*$/.test(text))
      throw new ScriptError(
        `${where}: the cue mark "{${name}}" stands inside a word; put it before the word`,
      );
    cues.push({ name, word: text.split(/\s+/).filter((word) => /[^"'“‘«([]/.test(word)).length });
    rest = rest.slice(at + mark[0].length);
  }
  text = (text + rest).replaceAll(/\s+/g, ' ').trim();
  const words = text === '' ? 0 : text.split(' ').length;
  const loose = cues.find(({ word }) => word >= words);
  if (loose)
    throw new ScriptError(
      `${where}: no word follows the cue mark "{${loose.name}}"; put it before the word it means`,
    );
  return { text, cues };
}

/** A sentence with both its wordings checked, whichever is said in the end. */
interface Wording extends Marked {
  readonly reading: Reading;
}

function wordingOf(text: string, spoken: string | undefined, where: string): Wording {
  const marked = parseMarks(text, where);
  // "Same cue marks are not needed" in what is spoken; where they are, they are not read.
  const reading = readingOf(marked.text, spoken === undefined ? undefined : parseMarks(spoken, where).text);
  lint(reading, where);
  lintCaption(reading, where);
  return { ...marked, reading };
}

/**
 * Decides with the measured facts what is said. A claim that does not hold gives the sentence's `otherwise`, or leaves
 * the sentence out; its cues then fall where it would have begun, so that a scene always finds every cue it waits for.
 * @throws ScriptError for wrong or doubled cue marks and for text that the voice would drop, said or not
 */
export function resolveSentences(scene: Pick<Scene, 'id' | 'sentences'>, facts: Facts): Script {
  const sentences: ResolvedSentence[] = [];
  const cues: CuePlace[] = [];
  const claims: ClaimResult[] = [];
  const owner = new Map<string, number>();

  scene.sentences(facts).forEach((sentence, index) => {
    const where = `scene "${scene.id}", sentence ${index + 1}`;
    const first = wordingOf(sentence.text, sentence.spoken, where);
    const second =
      sentence.otherwise === undefined ? undefined : wordingOf(sentence.otherwise, undefined, where);
    const names = new Set([...first.cues, ...(second?.cues ?? [])].map(({ name }) => name));
    for (const name of names) {
      const earlier = owner.get(name);
      if (earlier !== undefined)
        throw new ScriptError(
          `${where}: the cue "${name}" is marked twice, first in sentence ${earlier + 1}; each may be marked once in a scene`,
        );
      owner.set(name, index);
    }

    const result = judge(scene.id, sentence, facts);
    if (result) claims.push(result);
    const said = result === undefined || result.holds ? first : second;
    for (const name of names) {
      const word = said?.cues.find((cue) => cue.name === name)?.word ?? 0;
      cues.push({ name, sentence: sentences.length, word });
    }
    if (said) sentences.push({ index, text: said.text, reading: said.reading, rest: sentence.rest });
  });
  return { sentences, cues, claims };
}
