/** A page: its path in its parts, decoded, and the schema of a reference that is meant. */
export type PageAddress = { path: string[]; schema: string | undefined };

/** What a link of a page leads to; `.md` at its end counts for nothing. Null for what is no page's address. */
export function addressOf(given: string): PageAddress | null {
  const [, written = '', query = ''] = /^\/([^?#]*)(?:\?([^#]*))?/.exec(given) ?? [];
  const plain = written.replace(/\.md$/, '');
  if (plain === '') return null;
  try {
    const path = plain.split('/').map(decodeURIComponent);
    const schema = new URLSearchParams(query).get('schema') ?? undefined;
    return { path, schema };
  } catch {
    // A percent sign that begins no character.
    return null;
  }
}
