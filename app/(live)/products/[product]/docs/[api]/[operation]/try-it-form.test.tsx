import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { TrialForm } from '@/core/try-it/get-trial-form';
import { curlOf } from './trial-form-data';
import { TryItAnswer } from './try-it-answer';
import { TryItFields } from './try-it-fields';

const form: TrialForm = {
  baseUrl: 'https://gateway.test/pets',
  method: 'POST',
  path: '/pets/{id}',
  needsKey: true,
  productSlug: 'pets',
  fields: [
    { name: 'id', place: 'path', required: true, type: 'integer', values: [], value: '7' },
    { name: 'status', place: 'query', required: false, type: 'string', values: ['sold'], value: '' },
  ],
  body: { required: true, media: [{ type: 'application/json', kind: 'text', text: '{"a":1}' }] },
  keys: [],
  mayAsk: true,
};

test('an answer that is markup is shown as its letters', () => {
  const evil = '<script>alert(1)</script><img src=x onerror=alert(1)>';
  const html = renderToStaticMarkup(
    <TryItAnswer
      shown={{
        state: 'there',
        outcome: {
          outcome: 'answered',
          refusal: null,
          answer: {
            status: 200,
            statusText: evil,
            ms: 3,
            bytes: 10,
            isCut: false,
            type: evil,
            headers: [[evil, evil]],
            body: { kind: 'text', text: evil, isJson: false },
          },
        },
      }}
    />,
  );
  expect(html).toContain('&lt;script&gt;');
  expect(html).not.toMatch(/<script|<img/);
});

test('the fields stand there with their examples, under their names', () => {
  const html = renderToStaticMarkup(
    <TryItFields form={form} errors={{ 'path.id': ['Fill in id.'] }} onChange={() => {}} />,
  );
  expect(html).toMatch(/name="path\.id"[^>]*value="7"|value="7"[^>]*name="path\.id"/);
  expect(html).toContain('Not sent');
  expect(html).toContain('Fill in id.');
  expect(html).toContain('{&quot;a&quot;:1}');
});

test('the command is the call that would be sent, with a placeholder for the key', () => {
  const data = new FormData();
  for (const [name, value] of Object.entries({
    'path.id': '7',
    'query.status': 'sold',
    keyChoice: 'paste',
    key: 'a pasted secret',
    bodyType: 'application/json',
    body: "{'}",
    headers: 'X-Trace: 1',
  })) {
    data.set(name, value);
  }
  const curl = curlOf(form, data) ?? '';
  expect(curl).toContain("'https://gateway.test/pets/pets/7?status=sold'");
  expect(curl).toContain("-H 'Authorization: YOUR_API_KEY'");
  expect(curl).toContain("-H 'X-Trace: 1'");
  expect(curl).not.toContain('a pasted secret');
  data.set('path.id', '..');
  expect(curlOf(form, data)).toBeNull();
});
