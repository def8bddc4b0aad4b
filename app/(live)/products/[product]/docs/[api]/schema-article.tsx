import { PageHeader } from '@/components/ui/page-header';
import { Prose } from '@/components/ui/prose';
import type { ReferencePlace } from '@/core/api-docs/find-reference';
import type { SchemaView } from '@/core/api-docs/operation-content';
import { renderMarkdown } from '@/core/markdown/render';
import { crumbsOf, schemasHref } from './addresses';
import { SchemaParts, SchemaType, SchemaWords } from './schema-parts';

/** What a schema is, with everything in it that has no page of its own. */
export function SchemaArticle({
  place,
  name,
  schema,
  title,
}: {
  place: ReferencePlace;
  name: string;
  schema: SchemaView;
  /** Of the document. */
  title: string;
}) {
  const { about = '', ...words } = schema;
  return (
    <>
      <PageHeader
        crumbs={[...crumbsOf(place, true), { label: 'Schemas', href: schemasHref(place) }]}
        title={name}
        description={`A schema of ${title}`}
      />
      <div className="mt-6 grid max-w-3xl gap-4">
        {about !== '' && <Prose html={renderMarkdown(about)} />}
        <p className="schema-head">
          <SchemaType schema={{ ...schema, type: schema.type === name ? 'object' : schema.type }} />
        </p>
        <SchemaWords schema={words} place={place} />
        <SchemaParts schema={schema} place={place} />
      </div>
    </>
  );
}
