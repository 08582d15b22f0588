import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '');

type Tokens = Map<string, string>;

/** The declarations between the braces that follow `opening`. */
function declarations(css: string, opening: string): Tokens {
  const start = css.indexOf(opening);
  if (start < 0) throw new Error(`no block "${opening}"`);
  const body = css.slice(css.indexOf('{', start) + 1, css.indexOf('}', start));
  const pairs = [...body.matchAll(/(--[\w-]+):\s*([^;]+);/g)];
  return new Map(pairs.map((pair) => [pair[1] ?? '', (pair[2] ?? '').trim()]));
}

const brand = declarations(read('./brand.css'), ':root {');
const css = read('./tokens.css');
const themes = {
  light: declarations(css, ':root {'),
  dark: declarations(css, ":root[data-theme='dark'] {"),
  'dark by system': declarations(css, ":root:not([data-theme='light']) {"),
};

function colour(theme: Tokens, name: string): string {
  const value = theme.get(`--${name}`) ?? '';
  const reference = /^var\((--[\w-]+)\)$/.exec(value)?.[1];
  const hex = reference === undefined ? value : (brand.get(reference) ?? '');
  if (!/^#[\da-f]{6}$/i.test(hex)) throw new Error(`--${name} is no colour: "${value}"`);
  return hex;
}

/** Relative luminance after WCAG 2.2. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(theme: Tokens, one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(colour(theme, one)), luminance(colour(theme, other))].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const papers = ['ground', 'surface', 'sunken'];

describe.each(Object.entries(themes))('colours, %s (AX1)', (_, theme) => {
  test.each([...papers, 'accent-soft', 'success-soft', 'caution-soft', 'danger-soft', 'info-soft'])(
    'text on %s reads at 7:1',
    (paper) => {
      expect(contrast(theme, 'ink', paper)).toBeGreaterThanOrEqual(7);
      expect(contrast(theme, 'ink-soft', paper)).toBeGreaterThanOrEqual(7);
      expect(contrast(theme, 'accent', paper)).toBeGreaterThanOrEqual(7);
    },
  );

  test.each(['success', 'caution', 'danger', 'info'])('%s reads at 7:1 on paper and on its own tint', (tone) => {
    for (const paper of [...papers, `${tone}-soft`]) expect(contrast(theme, tone, paper)).toBeGreaterThanOrEqual(7);
  });

  test('text on the accent reads at 7:1, also under the pointer', () => {
    expect(contrast(theme, 'accent-ink', 'accent')).toBeGreaterThanOrEqual(7);
    expect(contrast(theme, 'accent-ink', 'accent-strong')).toBeGreaterThanOrEqual(7);
  });

  test.each([...papers, 'accent-soft', 'danger-soft', 'info-soft'])(
    'borders and focus ring are seen on %s',
    (paper) => {
      expect(contrast(theme, 'edge', paper)).toBeGreaterThanOrEqual(3);
      expect(contrast(theme, 'focus', paper)).toBeGreaterThanOrEqual(4.5);
    },
  );
});

test('the dark theme is the same by wish of the system and by data-theme', () => {
  expect(themes['dark by system']).toEqual(themes.dark);
  expect([...themes.dark.keys()]).toEqual([...themes.light.keys()].filter((name) => themes.dark.has(name)));
});
