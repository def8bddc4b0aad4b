import type { Wording } from '@/core/ports/wording';

/** How long each part of a wording may be, in characters. */
export const WORDING_CHARACTERS_MAX: Record<keyof Wording, number> = { subject: 200, html: 20_000, text: 20_000 };

/** What a wording may be marked up with, always without attributes; a link has its `href` and nothing else. */
export const WORDING_TAGS = [
  'h1',
  'h2',
  'h3',
  'p',
  'br',
  'hr',
  'strong',
  'b',
  'em',
  'i',
  'u',
  'ul',
  'ol',
  'li',
  'code',
];

/** Variables that a mail is useless without, in both of its parts. */
export const INDISPENSABLE = ['link', 'key'];
