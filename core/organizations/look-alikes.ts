/**
 * Letters of other scripts that look like a Latin one in the usual fonts, by what they look like: the common ones of
 * Cyrillic and Greek (after Unicode's confusables.txt), in lower case. Only for comparing names, never for showing
 * them.
 */
const LOOK_ALIKES = new Map(
  Object.entries({
    a: 'аα',
    b: 'вβ',
    c: 'сϲ',
    d: 'ԁ',
    e: 'еε',
    h: 'нһη',
    i: 'іιı',
    j: 'ј',
    k: 'кκ',
    l: 'ӏ',
    m: 'мμ',
    n: 'п',
    o: 'оοσ',
    p: 'рρ',
    q: 'ԛ',
    r: 'г',
    s: 'ѕ',
    t: 'тτ',
    u: 'υ',
    v: 'ѵν',
    w: 'ѡωԝ',
    x: 'хχ',
    y: 'уүγ',
    z: 'ζ',
  }).flatMap(([latin, others]) => [...others].map((other) => [other, latin] as const)),
);

/** The text as it looks: for deciding whether two names could be taken for each other. */
export function asItLooks(lowerCase: string): string {
  return Array.from(lowerCase, (letter) => LOOK_ALIKES.get(letter) ?? letter).join('');
}
