import { ROBOTS_BYTES_MAX } from './branding';

/** Those that crawlers know (RFC 9309 and what Google, Bing and Yandex add). Anything else is a slip of the pen. */
const LINE = /^(user-agent|allow|disallow|sitemap|crawl-delay|host|clean-param)\s*:\s*\S*[^\r\n]*$/i;
/** Line ends and tabs are no harm. */
const CONTROL = /[^\P{C}\n\t]/u;

/** What is wrong with the text of a robots.txt, or null. */
export function robotsProblem(text: string): string | null {
  if (Buffer.byteLength(text) > ROBOTS_BYTES_MAX) return `Use at most ${ROBOTS_BYTES_MAX} bytes.`;
  if (CONTROL.test(text)) return 'There are characters in it that cannot be seen. Type it anew.';
  const lines = text.split('\n');
  const wrong = lines.findIndex((line) => {
    const rule = line.replace(/#.*/, '').trim();
    return rule !== '' && !LINE.test(rule);
  });
  if (wrong < 0) return null;
  return `Line ${wrong + 1} is no rule. Write lines such as “Disallow: /search”, or # and a comment.`;
}
