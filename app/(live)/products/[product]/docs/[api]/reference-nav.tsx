import Link from 'next/link';
import type { ReactNode } from 'react';
import type { ReferencePlace } from '@/core/api-docs/find-reference';
import type { OperationLine } from '@/core/api-docs/operation-line';
import type { DocumentOverview } from '@/core/api-docs/parsed-document';
import { operationHref, referenceHref, schemasHref, tagHref } from './addresses';
import { MethodBadge } from './method-badge';
import { OperationSearch } from './operation-search';
import { tagName } from './tag-name';

type Props = {
  place: ReferencePlace;
  tags: DocumentOverview['tags'];
  /** The tag that is open, and its operations near the one that is shown. */
  open?: { tag: string; slug: string; near: readonly OperationLine[] } | undefined;
  /** The tag that the list is filtered by. */
  tag?: string | null;
  q?: string;
  /** Whether the document has schemas with pages of their own, and whether their list is what is shown. */
  hasSchemas?: boolean;
  isAtSchemas?: boolean;
};

/** More tags than these are folded away beside an operation. */
const TAGS_SHOWN_MAX = 8;

/**
 * The way through a reference: search, tags, and the neighbours of the operation that is shown. It stays small, however
 * many operations there are. Links do not fetch ahead: a thousand pages would be asked for by scrolling.
 */
export function ReferenceNav({
  place,
  tags,
  open,
  tag = null,
  q = '',
  hasSchemas = false,
  isAtSchemas = false,
}: Props) {
  // Of many tags the open one comes first: without a script nothing scrolls to it.
  const folds = open !== undefined && tags.length > TAGS_SHOWN_MAX;
  const first = folds ? tags.filter(({ name }) => name === open.tag) : tags;
  const others = folds ? tags.filter(({ name }) => name !== open.tag) : [];
  return (
    <nav aria-label="Reference" className="grid content-start gap-4">
      <OperationSearch key={q} href={referenceHref(place)} q={q} />
      <ul className="grid gap-px">
        <li>
          <NavEntry href={referenceHref(place)} isHere={!open && !isAtSchemas && tag === null && q === ''}>
            Overview
          </NavEntry>
        </li>
        {hasSchemas && (
          <li>
            <NavEntry href={schemasHref(place)} isHere={isAtSchemas}>
              Schemas
            </NavEntry>
          </li>
        )}
        {first.map((each) => (
          <TagEntry key={each.name} place={place} tag={each} isHere={!open && tag === each.name} open={open} />
        ))}
      </ul>
      {others.length > 0 && (
        <details className="fold">
          <summary className="side-link py-1">Other tags</summary>
          <ul className="grid gap-px">
            {others.map((each) => (
              <TagEntry key={each.name} place={place} tag={each} isHere={false} open={undefined} />
            ))}
          </ul>
        </details>
      )}
    </nav>
  );
}

function TagEntry({
  place,
  tag: { name, operations },
  isHere,
  open,
}: {
  place: ReferencePlace;
  tag: DocumentOverview['tags'][number];
  isHere: boolean;
  open: Props['open'];
}) {
  return (
    <li>
      <NavEntry href={tagHref(place, name)} isHere={isHere}>
        <span className="min-w-0 [overflow-wrap:anywhere]">{tagName(name)}</span>
        <span className="count">{operations}</span>
      </NavEntry>
      {open && open.tag === name && <Near place={place} slug={open.slug} near={open.near} total={operations} />}
    </li>
  );
}

function NavEntry({ href, isHere, children }: { href: string; isHere: boolean; children: ReactNode }) {
  return (
    <Link href={href} prefetch={false} aria-current={isHere ? 'page' : undefined} className="side-link py-1">
      {children}
    </Link>
  );
}

function Near({
  place,
  slug,
  near,
  total,
}: {
  place: ReferencePlace;
  slug: string;
  near: readonly OperationLine[];
  total: number;
}) {
  return (
    <ul className="my-1 ml-2.5 grid gap-px border-line border-l pl-1.5">
      {near.map((operation) => (
        <li key={operation.slug}>
          <Link
            href={operationHref(place, operation.slug)}
            prefetch={false}
            aria-current={operation.slug === slug ? 'page' : undefined}
            className="side-link items-baseline! gap-2! py-1 font-normal!"
          >
            <MethodBadge method={operation.method} className="method-small" />
            <span className="min-w-0 [overflow-wrap:anywhere]">{operation.summary}</span>
          </Link>
        </li>
      ))}
      {near.length < total && (
        <li>
          <Link href={tagHref(place, near[0]?.tag ?? '')} prefetch={false} className="side-link py-1 font-normal!">
            All {total}
          </Link>
        </li>
      )}
    </ul>
  );
}
