import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OperationContent } from '../operation-content';
import { parseDocument } from '../parse-document';
import { makeSamples } from './make-samples';
import { sampleRequest } from './sample-request';

const run = promisify(execFile);

type Received = { method: string; url: string; headers: Record<string, unknown>; body: string };
const received: Received[] = [];
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { method = '', url = '', headers } = request;
    received.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
    response.end('ok');
  });
});
let baseUrl = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

function contentOf(path: string, operation: object): OperationContent {
  const parsed = parseDocument(
    JSON.stringify({ openapi: '3.0.0', info: { title: 't', version: '1' }, paths: { [path]: { post: operation } } }),
  );
  if (parsed.outcome === 'bad') throw new Error(JSON.stringify(parsed.report));
  return JSON.parse(parsed.operations[0]?.content ?? '');
}

function samplesOf(path: string, operation: object, needsKey = true): Record<string, string> {
  const request = sampleRequest({ baseUrl, method: 'post', path, content: contentOf(path, operation), needsKey });
  return Object.fromEntries(makeSamples(request).map(({ language, code }) => [language, code]));
}

const string = { type: 'string' };
const json = (example: unknown) => ({ content: { 'application/json': { example } } });

/** Everything that could leave its quotes in one of the languages. */
const EVIL = `it's "q" \`touch x\` $(id) \${1} \\ %s {{x}} \n end`;

describe('a sample', () => {
  test('fills what must be there: path, required parameters, key and body', () => {
    const { curl } = samplesOf('/pets/{petId}/toys/{toy}', {
      parameters: [
        { name: 'petId', in: 'path', schema: { type: 'integer', example: 7 } },
        { name: 'toy', in: 'path', schema: string },
        { name: 'limit', in: 'query', required: true, schema: { type: 'integer', default: 10 } },
        { name: 'optional', in: 'query', schema: string },
        { name: 'X-Trace-Id', in: 'header', required: true, schema: string },
      ],
      requestBody: json({ name: 'ball' }),
    });
    expect(curl).toBe(
      [
        `curl '${baseUrl}/pets/7/toys/TOY?limit=10'`,
        "-H 'Authorization: YOUR_API_KEY'",
        "-H 'X-Trace-Id: X_TRACE_ID'",
        "-H 'Content-Type: application/json'",
        '-d \'{\n  "name": "ball"\n}\'',
      ].join(' \\\n  '),
    );
  });

  test('of an API without a gateway asks for no key', () => {
    expect(Object.values(samplesOf('/a', {}, false)).join()).not.toMatch(/YOUR_API_KEY|Authorization/);
  });

  const body = { text: EVIL, yes: true, none: null, list: [1, { deep: [] }], "o'b": '日本' };

  test.each([
    ['curl', (code: string) => run('sh', ['-c', code])],
    ['javascript', (code: string) => run(process.execPath, ['--input-type=module', '-e', code])],
    ['python', (code: string) => run('python3', ['-c', PYTHON_REQUESTS + code.replace('import requests', '')])],
  ])('runs as it stands and sends exactly this: %s', async (language, execute) => {
    received.length = 0;
    const samples = samplesOf('/p/{x}', {
      parameters: [
        { name: 'x', in: 'path', example: `a/b'"\`$(id)` },
        { name: 'q', in: 'query', required: true, example: EVIL },
        { name: 'X-Evil', in: 'header', required: true, example: `it's "q" $(id)\r\nX-Injected: 1` },
      ],
      requestBody: json(body),
    });
    const isThere = await run(language === 'python' ? 'python3' : 'curl', ['--version']).catch(() => null);
    if (!isThere && language !== 'javascript') return; // This machine cannot try it.

    await execute(samples[language] ?? '');

    const [call] = received;
    expect(call?.method).toBe('POST');
    const url = new URL(call?.url ?? '', baseUrl);
    expect(decodeURIComponent(url.pathname)).toBe(`/api/p/a/b'"\`$(id)`);
    expect(url.searchParams.get('q')).toBe(EVIL);
    expect(call?.headers).toMatchObject({ authorization: 'YOUR_API_KEY', 'x-evil': `it's "q" $(id)  X-Injected: 1` });
    expect(call?.headers['x-injected']).toBeUndefined();
    expect(JSON.parse(call?.body ?? '')).toEqual(body);
  });

  test('of a form sends fields', async () => {
    const form = { type: 'object', properties: { a: { example: EVIL }, file: { type: 'string', format: 'binary' } } };
    for (const [type, key] of [
      ['application/x-www-form-urlencoded', 'a='],
      ['multipart/form-data', 'name="a"'],
    ] as const) {
      received.length = 0;
      const samples = samplesOf('/a', { requestBody: { content: { [type]: { schema: form } } } });
      await run(process.execPath, ['--input-type=module', '-e', samples.javascript ?? '']);
      // The sample sends a file of this name.
      await run('sh', ['-c', `cd "$(mktemp -d)" && echo x > file.bin && ${samples.curl ?? ''}`]);
      for (const call of received) {
        expect(call.headers['content-type']).toContain(type);
        expect(call.body).toContain(key);
      }
      expect(received).toHaveLength(2);
    }
  });

  test('in Go keeps every text inside its quotes', () => {
    const { go } = samplesOf('/a', { requestBody: json({ a: 'x`+panic(1)+`' }) });
    expect(go).toContain('strings.NewReader("{\\n  \\"a\\": \\"x`+panic(1)+`\\"\\n}")');
    expect(samplesOf('/a', { requestBody: json({ a: 1 }) }).go).toContain('strings.NewReader(`{\n  "a": 1\n}`)');
  });
});

/** As much of Python's `requests` as a sample uses, where the real one is not installed. */
const PYTHON_REQUESTS = `
import json as _json, urllib.request as _u
class requests:
    @staticmethod
    def post(url, headers={}, json=None, data=None, files=None):
        request = _u.Request(url, data=_json.dumps(json).encode(), headers=headers, method="POST")
        with _u.urlopen(request) as answer:
            text_ = answer.read().decode()
            class response: status_code = answer.status; text = text_
            return response
`;
