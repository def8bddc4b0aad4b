import { accentTokens, LEAST_DARK_GROUND, LEAST_LIGHT_GROUND } from './accent';
import { contrast } from './contrast';

/** What WCAG 2.2 asks of text (AA). */
export const CONTRAST_MIN = 4.5;

/** One use of the accent colour: what is written in which colour on which ground. */
export type AccentFigure = {
  theme: 'light' | 'dark';
  use: 'button' | 'link';
  ink: string;
  ground: string;
  ratio: number;
  /** The provider's own colour cannot be read here, so that a darker or lighter one takes its place. */
  isAdapted: boolean;
};

/** How well an accent colour can be read, in both themes; null for what is no colour. */
export function accentFigures(accent: string): AccentFigure[] | null {
  if (!/^#[\da-f]{6}$/i.test(accent)) return null;
  const tokens = accentTokens(accent);
  const figure = (theme: 'light' | 'dark', use: 'button' | 'link', ink: string, ground: string): AccentFigure => {
    const shown = use === 'button' ? ground : ink;
    return {
      ...{ theme, use, ink, ground },
      ratio: contrast(ink, ground),
      isAdapted: shown.toLowerCase() !== accent.toLowerCase(),
    };
  };
  return [
    figure('light', 'button', tokens['--accent-ink-light'], tokens['--accent-light']),
    figure('light', 'link', tokens['--accent-on-light'], LEAST_LIGHT_GROUND),
    figure('dark', 'button', tokens['--accent-ink-dark'], tokens['--accent-dark']),
    figure('dark', 'link', tokens['--accent-on-dark'], LEAST_DARK_GROUND),
  ];
}

/** Whether everything in this colour can be read in both themes, after it was adapted where it had to be. */
export function isReadableAccent(accent: string): boolean {
  const figures = accentFigures(accent);
  return figures?.every(({ ratio }) => ratio >= CONTRAST_MIN) ?? false;
}
