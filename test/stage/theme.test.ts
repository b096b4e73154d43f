import { describe, expect, it } from 'vitest';
import { between, translucent } from '../../remotion/stage/look';
import { themes, type Theme } from '../../remotion/stage/theme';
import { contrast } from '../support/contrast';

const texts = ({ ink, muted, accent, terms }: Theme): string[] => [
  ink,
  muted,
  accent,
  ...Object.values(terms),
];

describe.each(Object.values(themes))('the theme $name', (theme) => {
  it('has text and formulas that pass WCAG AA on the background and on panels', () => {
    for (const color of texts(theme)) {
      expect(contrast(color, theme.background)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(color, theme.surface)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('has dots and strong lines that pass WCAG’s 3 : 1 for graphics', () => {
    for (const color of [...theme.classes, ...theme.digits, ...theme.families, ...theme.signs, theme.border])
      expect(contrast(color, theme.background)).toBeGreaterThanOrEqual(3);
  });

  it('has ten colours for ten digits, all different', () => {
    expect(new Set(theme.digits).size).toBe(10);
  });
});

describe('colours between', () => {
  const { night } = themes;

  it('are the theme’s own at both ends', () => {
    expect(between(night!.ink, night!.accent, 0)).toBe(night!.ink);
    expect(between(night!.ink, night!.accent, 1)).toBe(night!.accent);
  });

  it('keep their hue when they let something through', () => {
    expect(translucent('#102030', 0.5)).toBe('rgba(16, 32, 48, 0.5)');
    expect(translucent('#102030', 1)).toBe('rgb(16, 32, 48)');
  });
});
