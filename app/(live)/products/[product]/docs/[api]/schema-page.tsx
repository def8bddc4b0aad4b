import { getSchema } from '@/core/api-docs/get-schema';
import { requireVisitor } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { ReferenceFrame } from './reference-frame';
import { ReferenceNav } from './reference-nav';
import { SchemaArticle } from './schema-article';

/** One named schema, for the operations that only name it. */
export async function SchemaPage(input: { product: string; api: string; name: string }) {
  const { place, tags, schema, title, name } = await orNotFound(getSchema(await requireVisitor(), input));
  return (
    <ReferenceFrame nav={<ReferenceNav place={place} tags={tags} q="" tag="" hasSchemas />}>
      <SchemaArticle place={place} name={name} schema={schema} title={title} />
    </ReferenceFrame>
  );
}
