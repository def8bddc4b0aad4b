/** What a list of products is narrowed by. A product fits when it fits all of it. */
export type OfferFilter = {
  q?: string | undefined;
  /** Of the list of all products: the address of a catalog. */
  shelf?: string | undefined;
  tag?: string | undefined;
  /** Whether calls need a key; what is only documented needs none. */
  authentication?: 'key' | 'none' | undefined;
  /** *Free*: on a plan that approves by itself. *On request*: on one that people decide about. */
  price?: 'free' | 'on_request' | undefined;
};

/** What a filter looks at. Prices are those of the catalogs that the reader may see. */
export type ProductTraits = {
  id: string;
  tags: string[];
  needsKey: boolean;
  catalogs: string[];
  isFree: boolean;
  isOnRequest: boolean;
};

/** Something to filter by, and how many products it would leave beside the rest of the filter. */
export type Choice = { value: string; label: string; count: number };

/** A filter longer than this helps nobody. */
const TAGS_MAX = 100;

const valuesOf = {
  shelf: (one: ProductTraits) => one.catalogs,
  tag: (one: ProductTraits) => one.tags,
  authentication: (one: ProductTraits) => [one.needsKey ? 'key' : 'none'],
  price: (one: ProductTraits) => [...(one.isFree ? ['free'] : []), ...(one.isOnRequest ? ['on_request'] : [])],
} as const;
type Facet = keyof typeof valuesOf;
const facets = Object.keys(valuesOf) as Facet[];

/** Whether a product fits; words were asked by the query already. `except` leaves one part of the filter out. */
export function fits(one: ProductTraits, filter: OfferFilter, except?: Facet): boolean {
  return facets.every((facet) => {
    const wanted = filter[facet];
    return facet === except || wanted === undefined || valuesOf[facet](one).includes(wanted);
  });
}

/** Each choice counts what it would leave, with all other parts of the filter as they are. */
export function countChoices(
  traits: readonly ProductTraits[],
  filter: OfferFilter,
  catalogNames: ReadonlyMap<string, string>,
): { catalogs: Choice[]; tags: Choice[]; authentication: Choice[]; prices: Choice[] } {
  const counted = (facet: Facet) => count(traits.filter((one) => fits(one, filter, facet)).flatMap(valuesOf[facet]));
  const shelves = counted('shelf');
  const tags = counted('tag');
  const keys = counted('authentication');
  const prices = counted('price');
  return {
    catalogs: [...catalogNames].map(([value, label]) => ({ value, label, count: shelves.get(value) ?? 0 })),
    tags: [...tags]
      .map(([value, of]) => ({ value, label: value, count: of }))
      .sort((one, other) => one.label.localeCompare(other.label, 'en'))
      .slice(0, TAGS_MAX),
    authentication: [
      { value: 'key', label: 'API key', count: keys.get('key') ?? 0 },
      { value: 'none', label: 'Documentation only', count: keys.get('none') ?? 0 },
    ],
    prices: [
      { value: 'free', label: 'Free, approved at once', count: prices.get('free') ?? 0 },
      { value: 'on_request', label: 'On request', count: prices.get('on_request') ?? 0 },
    ],
  };
}

function count(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
