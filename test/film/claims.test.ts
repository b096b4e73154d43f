import { describe, expect, it } from 'vitest';
import type { Json } from '../../cache/manifest';
import { claimsOf, claimsOfRun, claimTable, type ClaimResult } from '../../remotion/film/claims';
import { resolveSentences } from '../../remotion/narration/script';
import { scene as mnistPca } from '../../remotion/scenes/mnist-pca';
import { scene as spiralsStretching } from '../../remotion/scenes/spirals-stretching';
import { scene as tanhSquish } from '../../remotion/scenes/tanh-squish';
import type { Claim, Sentence } from '../../remotion/stage/scene';
import { factsWith } from '../scenes/mnist-pca-run';
import { factsOf } from '../support/scene-given';
import { spiralsFacts } from '../support/spirals-network';

const facts = factsOf({ experiment: spiralsFacts });
const claim = (id: string, holds: boolean): Claim => ({
  id,
  holds: () => holds,
  measured: () => (holds ? 'accuracy 1' : 'accuracy 0.97'),
  needed: 'accuracy = 1',
});
const of = (...sentences: Sentence[]): ClaimResult[] =>
  claimsOf({ id: 'demo', sentences: () => sentences }, facts);
const metaOf =
  (known: Readonly<Record<string, unknown>>) =>
  (id: string): Json | undefined =>
    known[id] as Json | undefined;
const trained = { 'training:spirals': spiralsFacts, 'projection:spirals': { varianceKept: [1], radius: 1 } };

describe('claimsOf(scene, facts)', () => {
  it('gives each sentence that claims something, without its cue marks, with what became of it', () => {
    expect(
      of(
        { text: 'No claim {a}here.' },
        { text: '{b}All  are {c}right.', claim: claim('all', true) },
        { text: 'None is wrong.', claim: claim('none', false), otherwise: 'Few are.' },
        { text: 'None at all.', claim: claim('none', false) },
      ),
    ).toMatchObject([
      {
        scene: 'demo',
        claim: 'all',
        sentence: 'All are right.',
        holds: true,
        outcome: 'said',
        measured: 'accuracy 1',
      },
      {
        claim: 'none',
        holds: false,
        outcome: 'otherwise',
        measured: 'accuracy 0.97',
        needed: 'accuracy = 1',
      },
      { claim: 'none', holds: false, outcome: 'left out' },
    ]);
  });

  it('finds the claims that the narration finds', () => {
    expect(claimsOf(spiralsStretching, facts)).toEqual(resolveSentences(spiralsStretching, facts).claims);
    expect(claimsOf(mnistPca, factsWith())).toEqual(resolveSentences(mnistPca, factsWith()).claims);
  });
});

describe('claimsOfRun(scenes, meta)', () => {
  it('takes the scenes whose experiments were measured, and knows nothing of the others', () => {
    const { claims, cannotShow } = claimsOfRun([tanhSquish, spiralsStretching, mnistPca], metaOf(trained));
    expect(new Set(claims.map(({ scene }) => scene))).toEqual(new Set(['spirals-stretching']));
    expect(claims.every(({ holds }) => holds)).toBe(true);
    expect(cannotShow).toEqual([]);
  });

  it('says of a scene that cannot show its run why, and goes on', () => {
    const wide = { ...trained, 'training:spirals': { ...spiralsFacts, widths: [2, 8, 1] } };
    const { claims, cannotShow } = claimsOfRun([spiralsStretching, tanhSquish], metaOf(wide));
    expect(claims).toEqual([]);
    expect(cannotShow).toEqual([expect.stringMatching(/^scene spirals-stretching cannot show .*\[8\]/)]);
  });
});

describe('claimTable(results)', () => {
  it('has one line a claim: whether it holds, its scene, what was measured, what is needed', () => {
    const lines = claimTable([
      ...of({ text: 'A.', claim: claim('a', true) }),
      ...of({ text: 'B.', claim: claim('b', false) }),
    ]);
    expect(lines.split('\n')).toEqual([
      '✓ demo  accuracy 1     needed: accuracy = 1',
      '✗ demo  accuracy 0.97  needed: accuracy = 1',
    ]);
  });

  it('names a claim once that two sentences make', () => {
    expect(
      claimTable(of({ text: 'A.', claim: claim('a', true) }, { text: 'B.', claim: claim('a', true) })),
    ).not.toContain('\n');
  });

  it('is empty where nothing is claimed', () => {
    expect(claimTable([])).toBe('');
  });
});
