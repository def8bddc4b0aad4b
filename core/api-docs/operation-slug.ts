const SLUG_MAX = 120;
/** What stands beside the operations in their part of the address; `.md` at the end asks for a page as Markdown. */
const TAKEN = new Set(['try', 'test', 'document', 'index.json', 'schemas']);

/**
 * An operationId, or a method and path, as a part of an address. Two that differ may become the same; see
 * `createSlugs`.
 */
export function operationSlug(name: string): string {
  const slug = name
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9_.~-]+/g, '-')
    .replace(/-{2,}/g, '-')
    .slice(0, SLUG_MAX)
    // Dots alone are steps in an address.
    .replace(/^[-.]+|[-.]+$/g, '');
  if (TAKEN.has(slug.toLowerCase())) return `${slug}-operation`;
  return slug.replace(/\.md$/i, '-md') || 'operation';
}

/** Makes slugs that are unique within one document. */
export function createSlugs(): (name: string) => string {
  const taken = new Map<string, number>();
  return (name) => {
    const slug = operationSlug(name);
    for (;;) {
      const count = (taken.get(slug) ?? 0) + 1;
      taken.set(slug, count);
      const candidate = count === 1 ? slug : `${slug}-${count}`;
      if (count === 1) return slug;
      if (!taken.has(candidate)) {
        taken.set(candidate, 1);
        return candidate;
      }
    }
  };
}
