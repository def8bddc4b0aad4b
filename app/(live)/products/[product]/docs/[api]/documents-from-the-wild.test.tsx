import { readFileSync } from 'node:fs';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import type { ReferencePlace } from '@/core/api-docs/find-reference';
import type { OperationView } from '@/core/api-docs/get-operation';
import type { DocumentOverview, OperationContent, SchemaView } from '@/core/api-docs/parsed-document';
import { makeSamples } from '@/core/api-docs/samples/make-samples';
import { sampleRequest } from '@/core/api-docs/samples/sample-request';
import { good } from '@/test/api-documents';
import { OperationArticle } from './operation-article';
import { SchemaArticle } from './schema-article';

/** By their place: most packages name only a few of their files to the outside. */
const read = (name: string) => readFileSync(`node_modules/${name}`, 'utf8');

/** Real documents of other makers: package file, version, how many operations at least. */
const DOCUMENTS: [file: string, openapi: string, operations: number][] = [
  ['@octokit/openapi/generated/api.github.com.json', '3.0', 1_200],
  ['@octokit/openapi-webhooks/generated/api.github.com.json', '3.1', 200],
  ['shipengine-openapi/openapi.json', '3.0', 70],
  ['rclone-openapi/openapi.yaml', '3.1', 90],
  ['@figma/rest-api-spec/openapi/openapi.yaml', '3.1', 40],
  ['@blockfrost/openapi/openapi.yaml', '3.0', 80],
  ['@scalar/galaxy/dist/3.1.yaml', '3.1', 10],
  ['@readme/oas-examples/3.0/json/star-trek.json', '3.0', 50],
  ['@readme/oas-examples/3.1/json/train-travel.json', '3.1', 5],
  ['@readme/oas-examples/3.1/json/readme.json', '3.1', 30],
  ['@readme/oas-examples/3.0/json/uspto.json', '3.0', 3],
  ['@readme/oas-examples/3.0/json/callbacks.json', '3.0', 1],
  ['@readme/oas-examples/3.1/json/webhooks.json', '3.1', 1],
  ['@readme/oas-examples/2.0/json/petstore.json', '2.0', 15],
  ['@readme/oas-examples/2.0/json/petstore-minimal.json', '2.0', 1],
];

const place: ReferencePlace = {
  ...{ productSlug: 'p', productName: 'Product', productState: 'published', apiSlug: 'a', apiName: 'API' },
  ...{ baseUrl: 'https://api.test', needsKey: false, documentation: 'live' },
};

/** What React writes where a value was no text after all. */
const MISTAKES = /\[object Object\]|>undefined<|>NaN<|\bfunction \(/;

describe('every page of a document from the wild', () => {
  test.each(DOCUMENTS)('is shown without an error: %s', { timeout: 300_000 }, (file, openapi, least) => {
    const document = good(read(file));
    expect(document.openapi).toBe(openapi);
    expect(document.operations.length).toBeGreaterThanOrEqual(least);
    const overview: DocumentOverview = JSON.parse(document.overview);
    const known = new Set(document.schemas.map(({ name }) => name));
    const slugs = new Set(document.operations.map(({ slug }) => slug));
    expect(slugs.size).toBe(document.operations.length);

    for (const operation of document.operations) {
      const content: OperationContent = JSON.parse(operation.content);
      const view: OperationView = {
        ...operation,
        ...{ place, title: document.title, content, security: overview.security, tags: overview.tags },
        ...{ hasSchemas: true, near: [], previous: null, next: null },
      };
      const html = renderToStaticMarkup(<OperationArticle operation={view} />);
      expect(html, operation.slug).toContain('<h1');
      expect(html.replaceAll(/<pre.*?<\/pre>/gs, ''), operation.slug).not.toMatch(MISTAKES);
      for (const [, name = ''] of html.matchAll(/\?schema=([^"&]+)"/g)) {
        expect(known, `${operation.slug} links to a schema`).toContain(decodeURIComponent(name.replaceAll('+', ' ')));
      }
      const { method, path } = operation;
      const samples = makeSamples(
        sampleRequest({
          baseUrl: 'https://api.test',
          method,
          path,
          content,
          needsKey: false,
          schemes: overview.security,
        }),
      );
      expect(samples.every(({ code }) => code.length > 15)).toBe(true);
    }
    for (const { name, content } of document.schemas) {
      const schema: SchemaView = JSON.parse(content);
      const html = renderToStaticMarkup(
        <SchemaArticle place={place} name={name} schema={schema} title={document.title} />,
      );
      expect(html).toContain('<h1');
    }
  });
});
