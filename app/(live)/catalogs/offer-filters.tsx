import { Check } from 'lucide-react';
import Link from 'next/link';
import type { Choice, OfferFilter } from '@/core/catalogs/offer-filter';
import { addressOf, type OfferAddress } from './read-filter';

type Facet = 'shelf' | 'tag' | 'authentication' | 'price';

/** So many tags are shown at once; the others unfold. */
const TAGS_SHOWN = 10;

/**
 * What a list of products can be narrowed by: links, so that every choice has an address and works without JavaScript. A
 * choice that is made leads back.
 */
export function OfferFilters({
  id,
  path,
  address,
  groups,
}: {
  /** What the ids in it begin with: it stands on a page twice, beside the list and, on a small screen, folded. */
  id: string;
  path: string;
  address: OfferAddress;
  groups: readonly { facet: Facet; title: string; choices: readonly Choice[] }[];
}) {
  return (
    <nav aria-label="Filters" className="grid gap-6">
      {groups.map(({ facet, title, choices }) => {
        const chosen = address.filter[facet];
        const first = choices.slice(0, TAGS_SHOWN);
        const rest = choices.slice(TAGS_SHOWN);
        const isRestOpen = rest.some(({ value }) => value === chosen);
        const lines = (some: readonly Choice[]) => (
          <ul aria-labelledby={`${id}-${facet}`} className="grid gap-0.5">
            {some.map((choice) => (
              <FilterLink key={choice.value} path={path} address={address} facet={facet} choice={choice} />
            ))}
          </ul>
        );
        return (
          <section key={facet} className="grid gap-1.5">
            <h2 id={`${id}-${facet}`} className="font-medium text-sm">
              {title}
            </h2>
            {lines(first)}
            {rest.length > 0 && (
              <details open={isRestOpen}>
                <summary className="cursor-pointer py-1 text-ink-muted text-sm">{rest.length} more</summary>
                {lines(rest)}
              </details>
            )}
          </section>
        );
      })}
    </nav>
  );
}

function FilterLink({
  path,
  address,
  facet,
  choice,
}: {
  path: string;
  address: OfferAddress;
  facet: Facet;
  choice: Choice;
}) {
  const isChosen = address.filter[facet] === choice.value;
  const filter = { ...address.filter, [facet]: isChosen ? undefined : choice.value } as OfferFilter;
  const href =
    facet === 'shelf' && !isChosen
      ? // A catalog has a page of its own, which says what it is.
        addressOf(`/catalogs/${choice.value}`, { ...address, filter: { ...filter, shelf: undefined }, page: 1 })
      : addressOf(path, { ...address, filter, page: 1 });
  return (
    <li>
      <Link
        href={href}
        aria-current={isChosen ? 'true' : undefined}
        className="-mx-2 flex items-center gap-2 rounded-md px-2 py-1 text-ink-muted text-sm hover:bg-muted hover:text-ink aria-[current]:bg-accent-soft aria-[current]:font-medium aria-[current]:text-accent-text"
      >
        <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">{choice.label}</span>
        {isChosen && <Check aria-hidden="true" className="size-4 flex-none" />}
        <span className="tabular-nums">{choice.count}</span>
      </Link>
    </li>
  );
}
