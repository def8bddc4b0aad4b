import { expect, test } from 'vitest';
import { accentFigures, CONTRAST_MIN, isReadableAccent } from './accent-check';

test('the figures are those of what is shown, in both themes, and say where another shade takes the colour’s place', () => {
  const figures = accentFigures('#ffd400') ?? [];
  expect(figures.map(({ theme, use }) => `${theme} ${use}`)).toEqual([
    'light button',
    'light link',
    'dark button',
    'dark link',
  ]);
  for (const { ratio } of figures) expect(ratio).toBeGreaterThanOrEqual(CONTRAST_MIN);
  expect(figures.map(({ isAdapted }) => isAdapted)).toEqual([false, true, false, false]);
  expect(accentFigures('#3350d4')?.[1]).toMatchObject({ ink: '#3350d4', isAdapted: false });
});

test('what is no colour has no figures and is refused', () => {
  for (const wrong of ['', 'red', '#12345', '#3350d4; color: red']) {
    expect([wrong, accentFigures(wrong), isReadableAccent(wrong)]).toEqual([wrong, null, false]);
  }
  expect(isReadableAccent('#FFFFFF')).toBe(true);
});
