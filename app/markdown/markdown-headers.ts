/** Of Markdown for programs: it says what its reader may see, so nobody on the way keeps it. */
export const markdownHeaders = {
  'content-type': 'text/markdown; charset=utf-8',
  'cache-control': 'private, no-cache',
  'x-content-type-options': 'nosniff',
  // The same as the page itself: a search engine shows that one.
  'x-robots-tag': 'noindex',
} as const;
