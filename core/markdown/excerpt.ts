import sanitizeHtml from 'sanitize-html';
import { renderMarkdown } from './render';

/**
 * The first words of a Markdown text without any markup, for mails, cards and previews: at most `max` characters, cut at
 * a word, with an ellipsis where something was left out.
 */
export function excerpt(markdown: string, max: number): string {
  const html = renderMarkdown(markdown).replace(/<\/(p|li|h\d|tr|pre|blockquote)>/g, ' ');
  const plain = sanitizeHtml(html, { allowedTags: [], allowedAttributes: {} });
  const text = decodeEntities(plain).replace(/\s+/g, ' ').trim();
  if (text.length <= max) return text;
  const cut = text.slice(0, max);
  const space = cut.lastIndexOf(' ');
  return `${(space > max / 2 ? cut.slice(0, space) : cut).toWellFormed().replace(/[\s.,;:]+$/, '')} …`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

/** The five that the sanitizer writes; everything else is a character by then. */
function decodeEntities(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity);
}
