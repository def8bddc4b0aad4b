import { Search } from 'lucide-react';
import Form from 'next/form';
import type { FrameLink } from './account-menu';
import { CommandPalette } from './command-palette';
import { placesOf } from './places-of';

type Props = { nav: readonly FrameLink[]; accountLinks?: readonly FrameLink[] };

/** The search over everything; where there is no JavaScript, the plain field. */
export function LiveSearch({ nav, accountLinks = [] }: Props) {
  return (
    <>
      <CommandPalette area="live" places={placesOf([...nav, ...accountLinks])} className="palette-trigger-small" />
      <div className="without-scripts">
        <SearchField className="hidden lg:block" />
      </div>
    </>
  );
}

/** A plain field that asks `/search?q=`. */
export function SearchField({ className, id = 'frame-search' }: { className?: string; id?: string }) {
  return (
    <Form action="/search" role="search" className={className ?? ''}>
      <span className="relative block">
        <Search aria-hidden="true" className="absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-ink-faint" />
        <input
          id={id}
          type="search"
          name="q"
          aria-label="Search"
          placeholder="Search"
          className="input w-40 pl-8 xl:w-56"
        />
      </span>
    </Form>
  );
}
