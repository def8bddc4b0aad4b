import { contrast, mix, parseHex } from './contrast';

/** The provider's colour, made fit for every place it is used in, in both themes (styles/tokens.css picks). */
type AccentTokens = Record<
  | '--accent-light'
  | '--accent-ink-light'
  | '--accent-hover-light'
  | '--accent-on-light'
  | '--accent-dark'
  | '--accent-ink-dark'
  | '--accent-hover-dark'
  | '--accent-on-dark',
  string
>;

/** What text in the accent colour must reach on the least favourable ground. Above WCAG's 4.5: tints come on top. */
const TEXT_CONTRAST = 5.5;
/** Under this a button in the accent colour melts into the page: white on white, black on black. */
const FILL_CONTRAST = 1.3;
/** The grounds that accent text stands on; the same as in tokens.css, held together by a test. */
export const LEAST_LIGHT_GROUND = '#f3f4f7';
/** The same for the dark theme. */
export const LEAST_DARK_GROUND = '#1d2026';
const STEPS = 50;

/** Turns any colour into tokens that can be read: a pale accent is darkened where it is text on white, and so on. */
export function accentTokens(accent: string): AccentTokens {
  parseHex(accent);
  const onLight = readableOn(LEAST_LIGHT_GROUND, accent, '#000000');
  const onDark = readableOn(LEAST_DARK_GROUND, accent, '#ffffff');
  const light = fill(contrast(accent, LEAST_LIGHT_GROUND) < FILL_CONTRAST ? onLight : accent);
  const dark = fill(contrast(accent, LEAST_DARK_GROUND) < FILL_CONTRAST ? onDark : accent);
  return {
    '--accent-light': light.colour,
    '--accent-ink-light': light.ink,
    '--accent-hover-light': light.hover,
    '--accent-on-light': onLight,
    '--accent-dark': dark.colour,
    '--accent-ink-dark': dark.ink,
    '--accent-hover-dark': dark.hover,
    '--accent-on-dark': onDark,
  };
}

/** A ground in this colour, the text that can be read on it, and the same under the pointer. */
function fill(colour: string): { colour: string; ink: string; hover: string } {
  const ink = contrast(colour, '#ffffff') >= 4.5 ? '#ffffff' : '#000000';
  return { colour, ink, hover: mix(ink === '#ffffff' ? '#000000' : '#ffffff', 0.14, colour) };
}

/** Mixes in as little black or white as is needed, so that the colour stays the provider's. */
function readableOn(ground: string, accent: string, towards: string): string {
  for (let step = 0; step <= STEPS; step += 1) {
    const candidate = mix(towards, step / STEPS, accent);
    if (contrast(candidate, ground) >= TEXT_CONTRAST) return candidate;
  }
  return towards;
}
