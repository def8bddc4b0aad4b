import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { OperationContent, SchemaView } from '@/core/api-docs/operation-content';
import { parseDocument } from '@/core/api-docs/parse-document';
import type { GoodDocument } from '@/core/api-docs/parsed-document';

const packages = createRequire(import.meta.url);
/** An example of another maker. */
export const example = (name: string) => readFileSync(packages.resolve(`@readme/oas-examples/${name}`), 'utf8');

/** The document; throws when it is a bad one. */
export function good(source: string): GoodDocument {
  const parsed = parseDocument(source);
  if (parsed.outcome === 'bad') throw new Error(JSON.stringify(parsed.report));
  return parsed;
}

/** Why the document is a bad one. */
export function reportOf(source: string) {
  const parsed = parseDocument(source);
  if (parsed.outcome !== 'bad') throw new Error('the document is a good one');
  return parsed.report;
}

/** One operation's page. */
export function contentOf(document: GoodDocument, slug: string): OperationContent {
  const operation = document.operations.find((known) => known.slug === slug);
  if (!operation) throw new Error(`no operation ${slug} among ${document.operations.map((known) => known.slug)}`);
  return JSON.parse(operation.content);
}

/** A small document with these parts. */
export const three = (parts: object) =>
  JSON.stringify({ openapi: '3.0.3', info: { title: 'T', version: '1' }, paths: { '/a': { get: {} } }, ...parts });
/** A document whose one answer has this schema. */
export const withSchemas = (schemas: object, schema: object = { $ref: '#/components/schemas/Node' }) =>
  three({
    paths: { '/a': { get: { responses: { 200: { description: '', content: { 'application/json': { schema } } } } } } },
    components: { schemas },
  });
/** The view of that answer. */
export const answer = (source: string): SchemaView => {
  const schema = contentOf(good(source), 'get-a').responses[0]?.media[0]?.schema;
  if (!schema) throw new Error('no schema');
  return schema;
};
