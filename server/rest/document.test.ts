import { readFile } from 'node:fs/promises';
import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import { parseDocument } from '@/core/api-docs/parse-document';
import { restCalls } from '@/test/rest-calls';
import { document } from '@/test/rest-document';
import { operations } from './resources/operations';

const described = Object.values(document.paths).flatMap((item) => Object.values(item));

test('the document describes every operation once, each is tried, and the reference reads it without a complaint', () => {
  const ids = described.map(({ operationId }) => operationId).toSorted();
  expect(ids).toEqual(Object.keys(restCalls).toSorted());
  expect(new Set(ids).size).toBe(operations.length);
  const parsed = parseDocument(JSON.stringify(document));
  expect(parsed).toMatchObject({ outcome: 'good', openapi: '3.1', report: [] });
});

test('the document is OpenAPI 3.1 by the schema of its specification', async () => {
  const validator = new Validator({ strict: false });
  const result = await validator.validate(structuredClone(document));
  expect(result).toMatchObject({ valid: true });
  expect(validator.version).toBe('3.1');
});

test('the document names everything that it refers to', () => {
  const text = JSON.stringify(document);
  const references = [...text.matchAll(/"\$ref":"#([^"]+)"/g)].map(([, pointer]) => pointer ?? '');
  expect(references.length).toBeGreaterThan(50);
  for (const pointer of new Set(references)) {
    const found = pointer
      .split('/')
      .slice(1)
      .reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], document);
    expect(found, pointer).toBeDefined();
  }
});

test('what waits for somebody else, or is asked with a method of its own, keeps to the house', () => {
  for (const { operationId, method, path, status, body, scope } of operations) {
    const isRead = method === 'get';
    expect(scope.endsWith(':read'), `${operationId} reads by a scope for reading`).toBe(isRead);
    if (isRead) expect(body, operationId).toBeNull();
    if (method === 'delete') expect(status, operationId).toBe(204);
    if (status === 201) expect(method, operationId).toBe('post');
    expect(path, operationId).toMatch(/^(\/[a-z-]+|\/\{[a-z][A-Za-z]*\})+$/);
  }
});

const resources = [
  ...['developers', 'organizations', 'teams', 'invite-codes', 'products', 'plans', 'catalogs', 'apps', 'requests'],
  ...['credentials', 'gateways', 'webhooks', 'audit', 'settings'],
];

test('what a resource cannot do like the others is written down with the reason', async () => {
  const wanted = resources.flatMap((name) => [
    ...['GET', 'POST'].map((method) => `${method} /${name}`),
    ...['GET', 'PATCH', 'DELETE'].map((method) => `${method} /${name}/{id}`),
  ]);
  const there = new Set(operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`));
  const decision = await readFile(
    new URL('../../docs/decisions/0040-what-the-api-leaves-out.md', import.meta.url),
    'utf8',
  );
  const explained = [...decision.matchAll(/^- ((?:`[A-Z]+ \/[^`]+`(?:, )?)+):/gm)].flatMap(([, names = '']) =>
    [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => name),
  );
  expect(wanted.filter((one) => !there.has(one)).toSorted()).toEqual(explained.toSorted());
});

test('every example is what its operation takes', () => {
  type Taking = { operationId: string; requestBody?: { content: Record<string, { schema: { example?: unknown } }> } };
  const examples = (described as Taking[]).flatMap(({ operationId, requestBody }) => {
    const example = requestBody?.content['application/json']?.schema.example;
    return example === undefined ? [] : [{ operationId, example }];
  });
  expect(examples.length).toBeGreaterThan(10);
  for (const { operationId, example } of examples) {
    const { body } = operations.find((one) => one.operationId === operationId) ?? {};
    expect(body?.safeParse(example), operationId).toMatchObject({ success: true });
  }
});
