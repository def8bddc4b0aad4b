import type { Attributes, IOptions, Tag } from 'sanitize-html';

/** Deeper elements are flattened. */
const NESTING_MAX = 30;

const ELEMENTS = [
  ...['h2', 'h3', 'h4', 'h5', 'h6', 'p', 'br', 'hr', 'blockquote', 'pre', 'ul', 'ol', 'li', 'dl', 'dt', 'dd'],
  ...['table', 'thead', 'tbody', 'tr', 'th', 'td', 'details', 'summary', 'img', 'a'],
  ...['strong', 'em', 'b', 'i', 'u', 's', 'del', 'ins', 'code', 'kbd', 'sub', 'sup', 'mark', 'small', 'abbr'],
];

/** Pictures inside the text itself; no SVG, which is a document. */
const INLINE_IMAGE = /^data:image\/(png|jpeg|gif|webp);base64,[a-z0-9+/=\s]+$/i;
/** Pictures that the portal keeps itself, of a product or of its own. */
const OWN_IMAGE = /^(\/products\/[a-z0-9-]{1,200})?\/images\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const WEB = /^https?:\/\//i;
const MAIL = /^mailto:/i;
/**
 * A place of the portal: one slash, not two (that would be another site), no backslash (browsers read it as a slash).
 */
const OWN_PLACE = /^\/(?![/\\])/;
/** Browsers drop these inside an address, so `java\nscript:` would be one again. */
const INVISIBLE = /[\p{Cc}\p{Cf}\s]/u;

/** What may stand in a text that somebody wrote. `level` renumbers headings; see `headingLevels`. */
export function allowList(level: (given: number) => number, remoteImages: boolean): IOptions {
  return {
    allowedTags: ELEMENTS,
    allowedAttributes: {
      a: ['href', 'rel', 'title'],
      img: ['src', 'alt', 'title', 'loading', 'decoding'],
      ol: ['start'],
      th: ['align', 'colspan', 'rowspan', 'scope'],
      td: ['align', 'colspan', 'rowspan'],
      abbr: ['title'],
    },
    allowedSchemes: ['http', 'https', 'mailto'],
    allowedSchemesByTag: { img: ['https', 'data'] },
    allowProtocolRelative: false,
    disallowedTagsMode: 'discard',
    nestingLimit: NESTING_MAX,
    // What these hold is no text for people.
    nonTextTags: ['script', 'style', 'textarea', 'option', 'noscript', 'template', 'title', 'iframe', 'svg', 'math'],
    transformTags: {
      ...headings(level),
      a: (_name, { href = '', title }) => link(href, title),
      img: (_name, attributes) => image(attributes, remoteImages),
      th: (_name, attributes) => ({ tagName: 'th', attribs: { scope: 'col', ...attributes } }),
    },
  };
}

function headings(level: (given: number) => number): Record<string, () => Tag> {
  const numbers = [1, 2, 3, 4, 5, 6];
  return Object.fromEntries(
    numbers.map((given) => [`h${given}`, () => ({ tagName: `h${level(given)}`, attribs: {} })]),
  );
}

/** A link that leads nowhere safe stays as text; so does one inside a text, whose target we do not keep. */
function link(href: string, title: string | undefined): Tag {
  const address = href.trim();
  const isSafe = !INVISIBLE.test(address) && (WEB.test(address) || MAIL.test(address) || OWN_PLACE.test(address));
  if (!isSafe) return { tagName: 'a', attribs: {} };
  const leavesPortal = !OWN_PLACE.test(address);
  return {
    tagName: 'a',
    attribs: { href: address, ...(title && { title }), ...(leavesPortal && { rel: 'noopener nofollow' }) },
  };
}

/** Loading a picture tells its site who reads the page, so strangers' pictures wait for a click. */
function image({ src = '', alt = '', title }: Attributes, remoteImages: boolean): Tag {
  const address = src.trim();
  const isOurs = INLINE_IMAGE.test(address) || OWN_IMAGE.test(address);
  const isShown = isOurs || (remoteImages && /^https:\/\//i.test(address));
  if (isShown) {
    const about = { alt, ...(title && { title }), loading: 'lazy', decoding: 'async' };
    return { tagName: 'img', attribs: { src: address, ...about } };
  }
  return { ...link(address, title), text: alt || 'Image' };
}
