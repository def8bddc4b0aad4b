import 'server-only';
import type { ReferencePlace } from '@/core/api-docs/find-reference';
import type { OperationView } from '@/core/api-docs/get-operation';
import type { OperationContent, SchemaView } from '@/core/api-docs/operation-content';
import type { OperationLine } from '@/core/api-docs/operation-line';
import { parseDocument } from '@/core/api-docs/parse-document';
import type { DocumentOverview } from '@/core/api-docs/parsed-document';
import { env } from '../env';
import { REST_BASE } from './create-rest';
import { openRest } from './open-rest';

/** The portal's own API as the pages of a reference need it. */
export type OwnReference = {
  place: ReferencePlace;
  overview: DocumentOverview;
  operations: readonly OperationLine[];
  /** Null for a slug of none. */
  operation(slug: string): OperationView | null;
  /** Null for a name of none. */
  schema(name: string): SchemaView | null;
};

let read: OwnReference | null = null;

/** Read once a process, from the document that programs get: small, and made by the portal itself. */
export function ownReference(): OwnReference {
  read ??= readReference(openRest().document);
  return read;
}

function readReference(document: string): OwnReference {
  const parsed = parseDocument(document);
  if (parsed.outcome === 'bad') throw new Error(`The portal's own document is bad: ${JSON.stringify(parsed.report)}`);
  // The parser wrote them from these very types.
  const overview = JSON.parse(parsed.overview) as DocumentOverview;
  const contents = new Map(parsed.operations.map(({ slug, content }) => [slug, content]));
  const schemas = new Map(parsed.schemas.map(({ name, content }) => [name, content]));
  const operations = parsed.operations.map(
    ({ slug, method, path, summary, tag, isDeprecated }): OperationLine => ({
      ...{ slug, method, path, summary, tag, isDeprecated },
    }),
  );
  const place = placeOf(overview);
  return {
    place,
    overview,
    operations,
    operation: (slug) => {
      const position = operations.findIndex((each) => each.slug === slug);
      const line = operations[position];
      if (!line) return null;
      return {
        ...line,
        place,
        title: overview.title,
        content: JSON.parse(contents.get(slug) ?? '{}') as OperationContent,
        security: overview.security,
        tags: overview.tags,
        hasSchemas: schemas.size > 0,
        near: operations.filter(({ tag }) => tag === line.tag),
        previous: operations[position - 1] ?? null,
        next: operations[position + 1] ?? null,
      };
    },
    schema: (name) => {
      const content = schemas.get(name);
      return content === undefined ? null : (JSON.parse(content) as SchemaView);
    },
  };
}

function placeOf(overview: DocumentOverview): ReferencePlace {
  return {
    productSlug: '',
    productName: overview.title,
    productState: 'published',
    apiSlug: '',
    apiName: 'REST API',
    baseUrl: `${env().PORTAL_URL}${REST_BASE}`,
    needsKey: false,
    documentation: 'live',
    ownHref: `${REST_BASE}/docs`,
  };
}
