import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accentTokens, LEAST_DARK_GROUND, LEAST_LIGHT_GROUND } from './accent';
import { contrast, mix } from './contrast';

const anyColour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

test('whatever colour a provider chooses, everything in it can be read', () => {
  fc.assert(
    fc.property(anyColour, (accent) => {
      const tokens = accentTokens(accent);
      for (const theme of ['light', 'dark'] as const) {
        const ink = tokens[`--accent-ink-${theme}`];
        expect(contrast(ink, tokens[`--accent-${theme}`])).toBeGreaterThanOrEqual(4.5);
        expect(contrast(ink, tokens[`--accent-hover-${theme}`])).toBeGreaterThanOrEqual(4.5);
      }
      expectReadable(tokens['--accent-on-light'], LEAST_LIGHT_GROUND, '#ffffff');
      expectReadable(tokens['--accent-on-dark'], LEAST_DARK_GROUND, '#15171b');
    }),
    { numRuns: 500 },
  );
});

/** As text on the worst ground, and on its own tint (`--accent-soft`: 9 % of it on a surface). */
function expectReadable(text: string, ground: string, surface: string) {
  expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
  expect(contrast(text, mix(text, 0.09, surface))).toBeGreaterThanOrEqual(4.5);
}

test('a colour that can be read already stays as it is', () => {
  expect(accentTokens('#3350d4')['--accent-on-light']).toBe('#3350d4');
});

test('a button never melts into the page: not white in the light theme, not black in the dark one', () => {
  expect(contrast(accentTokens('#ffffff')['--accent-light'], '#ffffff')).toBeGreaterThan(4.5);
  expect(contrast(accentTokens('#111111')['--accent-dark'], '#0e0f12')).toBeGreaterThan(4.5);
  expect(accentTokens('#ffd400')['--accent-light']).toBe('#ffd400');
});

test('the theme without settings is that of the default colour', () => {
  const css = readFileSync(fileURLToPath(new URL('../styles/tokens.css', import.meta.url)), 'utf8');
  for (const [name, value] of Object.entries(accentTokens('#3350d4'))) expect(css).toContain(`${name}: ${value};`);
});

test('the grounds are those of the theme', () => {
  const css = readFileSync(fileURLToPath(new URL('../styles/tokens.css', import.meta.url)), 'utf8');
  expect(css).toContain(`--surface-muted: light-dark(${LEAST_LIGHT_GROUND}, ${LEAST_DARK_GROUND});`);
});

test('what is no colour is refused', () => {
  expect(() => accentTokens('red; background: url(x)')).toThrow('Not a colour');
});
