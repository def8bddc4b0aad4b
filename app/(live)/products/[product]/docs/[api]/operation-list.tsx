import clsx from 'clsx';
import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import type { ReferencePlace } from '@/core/api-docs/find-reference';
import type { OperationLine } from '@/core/api-docs/operation-line';
import { operationHref } from './addresses';
import { MethodBadge } from './method-badge';
import { tagName } from './tag-name';

/** Operations to choose from, under the headings of their tags unless the page has said the tag already. */
export function OperationList({
  place,
  operations,
  headings,
}: {
  place: ReferencePlace;
  operations: readonly OperationLine[];
  headings: 'h2' | 'h3' | 'none';
}) {
  const Heading = headings === 'h2' ? 'h2' : 'h3';
  const tags = [...new Set(operations.map(({ tag }) => tag))];
  return (
    <div className="grid gap-8">
      {tags.map((tag) => (
        <section key={tag} className="grid gap-3">
          {headings !== 'none' && (tags.length > 1 || tag !== '') && (
            <Heading className="font-semibold">{tagName(tag)}</Heading>
          )}
          <ul className="card divide-y divide-line overflow-hidden">
            {operations
              .filter((operation) => operation.tag === tag)
              .map((operation) => (
                <li key={operation.slug}>
                  <OperationEntry place={place} operation={operation} />
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function OperationEntry({ place, operation }: { place: ReferencePlace; operation: OperationLine }) {
  const { slug, method, path, summary, isDeprecated } = operation;
  return (
    <Link
      href={operationHref(place, slug)}
      prefetch={false}
      className="operation-entry -outline-offset-2 hover:bg-muted"
    >
      <MethodBadge method={method} />
      <span className="grid min-w-0 gap-0.5">
        <span className={clsx('font-medium', isDeprecated && 'text-ink-muted')}>
          {summary}
          {isDeprecated && (
            <Badge tone="warning" className="ml-2">
              Deprecated
            </Badge>
          )}
        </span>
        <code className="text-ink-muted text-sm [overflow-wrap:anywhere]">{path}</code>
      </span>
    </Link>
  );
}
