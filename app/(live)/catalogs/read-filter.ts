/** What `?q=` and `?tag=` say; of a name that stands several times, the first counts. */
export type OfferFilter = { q?: string; tag?: string };

type Given = Record<string, string | string[] | undefined>;

/** Reads the filter of a list of products from its address. */
export function readFilter(given: Given): OfferFilter {
  const q = first(given.q).trim();
  const tag = first(given.tag);
  return { ...(q && { q }), ...(tag && { tag }) };
}

function first(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? '';
}
