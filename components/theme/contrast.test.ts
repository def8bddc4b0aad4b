import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { contrast, mix } from './contrast';

/** The pairs `light-dark(#…, #…)` of tokens.css, as written. */
function readTokens(): Map<string, { light: string; dark: string }> {
  const css = readFileSync(fileURLToPath(new URL('../styles/tokens.css', import.meta.url)), 'utf8');
  const pairs = css.matchAll(/--([\w-]+): light-dark\((#[\da-f]{6}), (#[\da-f]{6})\);/g);
  return new Map([...pairs].map(([, name = '', light = '', dark = '']) => [name, { light, dark }]));
}

const tokens = readTokens();
const themes = ['light', 'dark'] as const;

function colour(name: string, theme: 'light' | 'dark'): string {
  const pair = tokens.get(name);
  if (!pair) throw new Error(`tokens.css has no pair --${name}`);
  return pair[theme];
}

const grounds = ['canvas', 'canvas-sunken', 'surface', 'surface-raised', 'surface-muted'];
const tones = ['info', 'success', 'warning', 'danger'];

const texts = [
  ...['ink', 'ink-muted', 'ink-faint'].flatMap((ink) => grounds.map((ground) => [ink, ground] as const)),
  ...tones.flatMap((tone) => [...grounds, `${tone}-soft`].map((ground) => [`${tone}-ink`, ground] as const)),
  ...tones.map((tone) => ['ink', `${tone}-soft`] as const),
  ...tones.map((tone) => ['ink-muted', `${tone}-soft`] as const),
  ['ink', 'surface-strong'] as const,
];

test.each(themes)('every text can be read on every ground it stands on (%s)', (theme) => {
  const tooWeak = texts
    .map(([ink, ground]) => ({ ink, ground, ratio: contrast(colour(ink, theme), colour(ground, theme)) }))
    .filter(({ ratio }) => ratio < 4.5);
  expect(tooWeak).toEqual([]);
});

test.each(themes)('the edge of a field can be seen (%s)', (theme) => {
  for (const ground of ['canvas', 'surface', 'surface-raised']) {
    expect(contrast(colour('line-strong', theme), colour(ground, theme))).toBeGreaterThanOrEqual(3);
  }
  expect(contrast(colour('warning-solid', theme), colour('surface-strong', theme))).toBeGreaterThanOrEqual(3);
});

test.each(themes)('the words on a red button can be read, also under the pointer (%s)', (theme) => {
  const red = colour('danger-solid', theme);
  expect(contrast('#ffffff', red)).toBeGreaterThanOrEqual(4.5);
  expect(contrast('#ffffff', mix('#000000', 0.12, red))).toBeGreaterThanOrEqual(4.5);
});

test('contrast and mixing agree with WCAG and with color-mix', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  expect(mix('#ff0000', 0.5, '#0000ff')).toBe('#800080');
});
