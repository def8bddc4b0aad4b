/**
 * What the font of the cards has (Geist, as Next brings it): Latin, Cyrillic, Vietnamese and common signs. For anything
 * else the drawing library would ask Google for a font while somebody waits, and tell it what stands on the card.
 */
const DRAWABLE =
  /[\u0020-\u007e\u00a0-\u00ac\u00ae-\u0113\u0116-\u012b\u012e-\u0137\u0139-\u013e\u0141-\u0148\u014a-\u014d\u0150-\u017e\u0218-\u021b\u0400-\u045f\u1ea0-\u1ef9\u2013\u2014\u2018-\u201a\u201c-\u201e\u2022\u2026\u20ac\u2122]/u;

/**
 * The text as a card can show it: signs and emoji that its font does not have are left out. Null when letters are
 * among them, because half a name is worse than none; the caller shows something else then.
 */
export function drawable(text: string, max: number): string | null {
  const characters = [...text.normalize('NFC').toWellFormed().replace(/\s+/g, ' ').trim()];
  const shown = characters.filter((character) => DRAWABLE.test(character));
  const isWhole = characters.every((character) => DRAWABLE.test(character) || !/[\p{L}\p{N}]/u.test(character));
  if (!isWhole) return null;
  const line = shown.join('').replace(/ +/g, ' ').trim();
  return line.length <= max ? line : `${line.slice(0, max).replace(/[ .,;:]+$/, '')} …`;
}
