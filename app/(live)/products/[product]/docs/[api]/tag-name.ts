/** What a tag is called; operations without one stand under *Other*. */
export function tagName(tag: string): string {
  return tag === '' ? 'Other' : tag;
}
