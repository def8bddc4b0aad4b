/** One thing that doctor looked at. `note` is worth knowing, `wrong` has to be mended. */
export type Finding = { what: string; verdict: 'ok' | 'note' | 'wrong'; says: string };
