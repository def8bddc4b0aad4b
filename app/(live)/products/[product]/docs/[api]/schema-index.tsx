import Link from 'next/link';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { listSchemas } from '@/core/api-docs/list-schemas';
import { excerpt } from '@/core/markdown/excerpt';
import { requireVisitor } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { crumbsOf, schemaHref } from './addresses';
import { ReferenceFrame } from './reference-frame';
import { ReferenceNav } from './reference-nav';

const ABOUT_MAX = 140;

/** Every named schema of a document, by its first letter's order. */
export async function SchemaIndex(input: { product: string; api: string }) {
  const { place, tags, schemas, title } = await orNotFound(listSchemas(await requireVisitor(), input));
  return (
    <ReferenceFrame nav={<ReferenceNav place={place} tags={tags} q="" tag="" hasSchemas isAtSchemas />}>
      <PageHeader
        crumbs={crumbsOf(place, true)}
        title="Schemas"
        description={`${schemas.length.toLocaleString('en')} named schemas of ${title}`}
      />
      {schemas.length === 0 ? (
        <EmptyState className="mt-8" title="This document has no named schemas" />
      ) : (
        <ul className="schema-index mt-6">
          {schemas.map(({ name, type, about }) => (
            <li key={name}>
              <Link
                href={schemaHref(place, name)}
                prefetch={false}
                className="link font-medium [overflow-wrap:anywhere]"
              >
                {name}
              </Link>
              <p className="text-ink-muted text-sm">{excerpt(about, ABOUT_MAX) || (type === name ? 'object' : type)}</p>
            </li>
          ))}
        </ul>
      )}
    </ReferenceFrame>
  );
}
