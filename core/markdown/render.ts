import { Marked } from 'marked';
import sanitizeHtml from 'sanitize-html';
import type { SafeHtml } from '../safe-html';
import { allowList } from './allow-list';
import { headingLevels } from './heading-levels';

/** Longer texts are cut, in characters. Guides are pages, not books; the parser's worst cases grow with the square. */
export const MARKDOWN_MAX = 30_000;
/** Texts are kept rendered, up to so many characters in all: a page of the reference repeats the same descriptions. */
const KEPT_CHARACTERS_MAX = 4_000_000;

/** Anything else than these is Markdown's or HTML's business. */
const PLAIN = /^[\p{L}\p{N} .,;:'"?()/%=@$€+-]*$/u;
/** What makes a line a list, a heading or a rule although it has only plain characters. */
const STARTS_A_BLOCK = /^\s*([-+]\s|\d+[.)]|[-=]{2,}|\s{4})/;
/** Addresses become links without further signs. */
const ADDRESS = /https?:|www\.|@/i;

/** Where the text stands, and who wrote it. */
export type MarkdownOptions = {
  /** The level of the text's topmost headings, so that the page keeps one outline. */
  headingLevel?: 2 | 3 | 4;
  /** Shows images of other sites; only for texts that the provider's admins write. Otherwise they become links. */
  remoteImages?: boolean;
};

/** GitHub's way to mark a quotation as a note; to everybody else it is two odd signs. */
const NOTE = /^(\s{0,3}>\s*)\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*$/gim;

/** Lists and quotes inside each other, deeper than the allow-list lets elements stand: the parser takes seconds for such. */
const TOO_DEEP = /^(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])[ \t])){16}/m;

const parser = new Marked({ gfm: true, async: false });
const kept = new Map<string, SafeHtml>();
let keptCharacters = 0;

/**
 * Markdown, and the HTML inside it, as HTML that may stand in a page: by an allow-list of elements, without scripts,
 * styles, forms or events, with links only to http, https, mail and places of the portal. Whoever wrote it.
 */
export function renderMarkdown(text: string, options: MarkdownOptions = {}): SafeHtml {
  const source = cut(text);
  if (isPlain(source)) return paragraph(source);
  const { headingLevel = 2, remoteImages = false } = options;
  const name = `${headingLevel}${remoteImages ? '+' : '-'}${source}`;
  const known = kept.get(name);
  if (known !== undefined) return known;
  const html = render(source, headingLevel, remoteImages);
  keep(name, html);
  return html;
}

/** Most descriptions of fields are a plain sentence; the parser is a hundred times slower than looking. */
function isPlain(text: string): boolean {
  return PLAIN.test(text) && !STARTS_A_BLOCK.test(text) && !ADDRESS.test(text);
}

function paragraph(text: string): SafeHtml {
  const words = text.trim();
  return (words === '' ? '' : `<p>${escapeHtml(words)}</p>`) as SafeHtml;
}

function cut(text: string): string {
  const isWhole = text.length <= MARKDOWN_MAX;
  return (isWhole ? text : `${text.slice(0, MARKDOWN_MAX)}\n\n…`).replaceAll('\0', '').toWellFormed();
}

function render(text: string, headingLevel: 2 | 3 | 4, remoteImages: boolean): SafeHtml {
  const html = sanitizeHtml(parse(text), allowList(headingLevels(headingLevel), remoteImages));
  return html.trim() as SafeHtml;
}

/** What is nested by the thousand exhausts the parser's stack, or everybody's patience: it is shown as it was typed. */
function parse(text: string): string {
  if (TOO_DEEP.test(text)) return `<p>${escapeHtml(text)}</p>`;
  try {
    return parser.parse(
      text.replace(NOTE, (_all, quote: string, word: string) => `${quote}**${title(word)}**\n>`),
    ) as string;
  } catch (error) {
    if (error instanceof RangeError) return `<p>${escapeHtml(text)}</p>`;
    throw error;
  }
}

function title(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
}

function keep(name: string, html: SafeHtml): void {
  keptCharacters += name.length + html.length;
  if (keptCharacters > KEPT_CHARACTERS_MAX) {
    kept.clear();
    keptCharacters = name.length + html.length;
  }
  kept.set(name, html);
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
