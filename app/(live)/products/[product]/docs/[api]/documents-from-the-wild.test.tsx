import { readFileSync } from 'node:fs';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test, vi } from 'vitest';
import type { ReferencePlace } from '@/core/api-docs/find-reference';
import type { OperationView } from '@/core/api-docs/get-operation';
import type { OperationContent, SchemaView } from '@/core/api-docs/operation-content';
import type { DocumentOverview } from '@/core/api-docs/parsed-document';
import { makeSamples } from '@/core/api-docs/samples/make-samples';
import { sampleRequest } from '@/core/api-docs/samples/sample-request';
import { good } from '@/test/api-documents';
import { OperationArticle } from './operation-article';
import { SchemaArticle } from './schema-article';

// React as it runs in production. Its other half looks at where every element was made, which takes four times as long
// over these thousands of pages.
vi.hoisted(() => vi.stubEnv('NODE_ENV', 'production'));

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

    // One assertion for all of them: a hundred thousand take longer than the pages.
    const wrong: string[] = [];
    const check = (isRight: boolean, what: string) => {
      if (!isRight) wrong.push(what);
    };
    for (const operation of document.operations) {
      const { slug, method, path } = operation;
      const content: OperationContent = JSON.parse(operation.content);
      const view: OperationView = {
        ...operation,
        ...{ place, title: document.title, content, security: overview.security, tags: overview.tags },
        ...{ hasSchemas: true, near: [], previous: null, next: null },
      };
      const html = renderToStaticMarkup(<OperationArticle operation={view} />);
      check(html.includes('<h1'), `${slug} has no heading`);
      check(!MISTAKES.test(html.replaceAll(/<pre.*?<\/pre>/gs, '')), `${slug} shows what is no text`);
      for (const [, link = ''] of html.matchAll(/\?schema=([^"&]+)"/g)) {
        const name = decodeURIComponent(link.replaceAll('+', ' '));
        check(known.has(name), `${slug} links to a schema ${name} that has no page`);
      }
      const request = { baseUrl: 'https://api.test', method, path, content, needsKey: false };
      const samples = makeSamples(sampleRequest({ ...request, schemes: overview.security }));
      check(
        samples.every(({ code }) => code.length > 15),
        `${slug} has an empty sample`,
      );
    }
    for (const { name, content } of document.schemas) {
      const schema: SchemaView = JSON.parse(content);
      const html = renderToStaticMarkup(
        <SchemaArticle place={place} name={name} schema={schema} title={document.title} />,
      );
      check(html.includes('<h1'), `the schema ${name} has no heading`);
    }
    expect(wrong).toEqual([]);
  });
});
