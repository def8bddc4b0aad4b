import { z } from 'zod';
import type { OfferFilter } from '@/core/catalogs/offer-filter';

/** Of a name that stands several times, the first counts; what means nothing is left out. */
const first = z.union([z.string(), z.array(z.string()).transform((all) => all[0] ?? '')]).optional();
const text = first.transform((given) => given?.trim().slice(0, 200) || undefined).catch(undefined);

const address = z.object({
  q: text,
  catalog: text,
  tag: text,
  auth: first.pipe(z.enum(['key', 'none']).optional()).catch(undefined),
  price: first.pipe(z.enum(['free', 'on_request']).optional()).catch(undefined),
  view: first.pipe(z.enum(['cards', 'table'])).catch('cards'),
  page: text.transform(Number).pipe(z.number().int().min(1).max(10_000)).catch(1),
});

/** What the address of a list of products says: the filter, how to show it, and which page of it. */
export type OfferAddress = { filter: OfferFilter; view: 'cards' | 'table'; page: number };

/** Reads the address of a list of products. */
export function readAddress(given: Record<string, string | string[] | undefined>): OfferAddress {
  const { q, catalog, tag, auth, price, view, page } = address.parse(given);
  return { filter: { q, shelf: catalog, tag, authentication: auth, price }, view, page };
}

/** The address of a list of products with this filter; what is not said is left out. A new filter begins at page 1. */
export function addressOf(path: string, { filter, view, page }: OfferAddress): string {
  const said = {
    q: filter.q,
    catalog: filter.shelf,
    tag: filter.tag,
    auth: filter.authentication,
    price: filter.price,
    view: view === 'cards' ? undefined : view,
    page: page > 1 ? String(page) : undefined,
  };
  const given = Object.entries(said).flatMap(([name, value]) =>
    value ? [[name, value] satisfies [string, string]] : [],
  );
  return given.length > 0 ? `${path}?${new URLSearchParams(given)}` : path;
}
