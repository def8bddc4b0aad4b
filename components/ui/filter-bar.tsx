import { Search } from 'lucide-react';
import Form from 'next/form';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { buttonClass } from './button';
import { Input } from './input';
import { Select, type SelectOption } from './select';

/** One choice; `value` is what the address says now. */
export type Filter = { name: string; label: string; options: readonly SelectOption[]; value?: string | undefined };

type FilterSearch = { name?: string; label: string; placeholder?: string; value?: string | undefined };

/** Search and filters of a list as a GET form: what is chosen stands in the address and works without JavaScript. */
export function FilterBar({
  action,
  search,
  filters = [],
  hidden,
  resetHref,
  children,
}: {
  /** The path of the list. */
  action: string;
  search?: FilterSearch;
  filters?: readonly Filter[];
  /** What else must stay in the address, such as the sort order. */
  hidden?: Record<string, string>;
  /** Leads to the list without filters; give it only when some are set. */
  resetHref?: string | undefined;
  /** Stands at the end of the bar, such as an export link. */
  children?: ReactNode;
}) {
  return (
    <Form action={action} className="flex flex-wrap items-center gap-2" role="search">
      {Object.entries(hidden ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {search && <SearchField {...search} />}
      {filters.map((filter) => (
        <Select
          key={filter.name}
          name={filter.name}
          aria-label={filter.label}
          options={filter.options}
          defaultValue={filter.value ?? ''}
          className="min-w-32"
        />
      ))}
      <button type="submit" className={buttonClass()}>
        Filter
      </button>
      {resetHref && (
        <Link href={resetHref} className={buttonClass({ variant: 'ghost' })}>
          Clear
        </Link>
      )}
      {children && <span className="ml-auto flex items-center gap-2">{children}</span>}
    </Form>
  );
}

function SearchField({ name = 'q', label, placeholder = label, value }: FilterSearch) {
  return (
    <span className="relative min-w-48 flex-1 sm:max-w-80">
      <Search aria-hidden="true" className="absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-ink-faint" />
      <Input
        type="search"
        name={name}
        aria-label={label}
        placeholder={placeholder}
        defaultValue={value}
        className="pl-8"
      />
    </span>
  );
}
