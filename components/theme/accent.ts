import { contrast, mix, parseHex } from './contrast';

/** The provider's colour, made fit for every place it is used in, in both themes. */
export type AccentTokens = {
  '--accent': string;
  '--accent-ink': string;
  '--accent-hover': string;
  '--accent-on-light': string;
  '--accent-on-dark': string;
};

/** What text in the accent colour must reach on the least favourable ground. Above WCAG's 4.5: tints come on top. */
const TEXT_CONTRAST = 5.5;
/** The grounds that accent text stands on; the same as in tokens.css, held together by a test. */
export const LEAST_LIGHT_GROUND = '#f3f4f7';
export const LEAST_DARK_GROUND = '#1d2026';
const STEPS = 50;

/** Turns any colour into tokens that can be read: a pale accent is darkened where it is text on white, and so on. */
export function accentTokens(accent: string): AccentTokens {
  parseHex(accent);
  const ink = contrast(accent, '#ffffff') >= 4.5 ? '#ffffff' : '#000000';
  return {
    '--accent': accent,
    '--accent-ink': ink,
    '--accent-hover': mix(ink === '#ffffff' ? '#000000' : '#ffffff', 0.14, accent),
    '--accent-on-light': readableOn(LEAST_LIGHT_GROUND, accent, '#000000'),
    '--accent-on-dark': readableOn(LEAST_DARK_GROUND, accent, '#ffffff'),
  };
}

/** Mixes in as little black or white as is needed, so that the colour stays the provider's. */
function readableOn(ground: string, accent: string, towards: string): string {
  for (let step = 0; step <= STEPS; step += 1) {
    const candidate = mix(towards, step / STEPS, accent);
    if (contrast(candidate, ground) >= TEXT_CONTRAST) return candidate;
  }
  return towards;
}
