import { PageHeader } from '@/components/ui/page-header';
import { Prose } from '@/components/ui/prose';
import { getSchema } from '@/core/api-docs/get-schema';
import { renderMarkdown } from '@/core/markdown/render';
import { requireVisitor } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { crumbsOf } from './addresses';
import { ReferenceFrame } from './reference-frame';
import { ReferenceNav } from './reference-nav';
import { SchemaParts, SchemaType, SchemaWords } from './schema-parts';

/** One named schema, for the operations that only name it. */
export async function SchemaPage({ product, api, name }: { product: string; api: string; name: string }) {
  const { place, tags, schema, ...page } = await orNotFound(getSchema(await requireVisitor(), { product, api, name }));
  const { about = '', ...words } = schema;
  return (
    <ReferenceFrame nav={<ReferenceNav place={place} tags={tags} q="" tag="" />}>
      <PageHeader crumbs={crumbsOf(place, true)} title={page.name} description={`A schema of ${page.title}`} />
      <div className="mt-6 grid max-w-3xl gap-4">
        {about !== '' && <Prose html={renderMarkdown(about)} />}
        <p className="schema-head">
          <SchemaType schema={{ ...schema, type: schema.type === page.name ? 'object' : schema.type }} />
        </p>
        <SchemaWords schema={words} place={place} />
        <SchemaParts schema={schema} place={place} />
      </div>
    </ReferenceFrame>
  );
}
