import { describe, expect, test } from 'vitest';
import { readUpload } from './read-upload';

const MAX = 1024 * 1024;

function sent(body: BodyInit | null, headers: Record<string, string> = {}): Request {
  return new Request('http://portal.test/', { method: 'POST', body, headers, duplex: 'half' } as RequestInit);
}

function formWith(file: Blob | null): FormData {
  const form = new FormData();
  if (file) form.set('file', file, 'api.json');
  return form;
}

/** Never ends, and counts how much of it was taken. */
function endless(): { body: ReadableStream<Uint8Array>; taken: () => number } {
  let taken = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      taken += 65_536;
      controller.enqueue(new Uint8Array(65_536));
    },
  });
  return { body, taken: () => taken };
}

describe('reading an upload', () => {
  test('a body is the file itself; a form holds it under its name', async () => {
    const plain = await readUpload(sent('{"a":1}', { 'content-type': 'application/octet-stream' }), MAX);
    expect([new TextDecoder().decode(plain.bytes), plain.name]).toEqual(['{"a":1}', '']);
    const form = await readUpload(sent(formWith(new Blob(['{"a":1}']))), MAX);
    expect([new TextDecoder().decode(form.bytes), form.name]).toEqual(['{"a":1}', 'api.json']);
  });

  test('what is too large is refused by what it says, and by what it is [V-18]', async () => {
    const refused = { code: 'invalid', fieldErrors: { file: ['The file is larger than 1 MB.'] } };
    await expect(readUpload(sent(new Uint8Array(MAX + 1)), MAX)).rejects.toMatchObject(refused);
    await expect(readUpload(sent(formWith(new Blob([new Uint8Array(MAX + 1)]))), MAX)).rejects.toMatchObject(refused);
    await expect(readUpload(sent('x', { 'content-length': '99999999' }), MAX)).rejects.toMatchObject(refused);
    expect((await readUpload(sent(new Uint8Array(MAX)), MAX)).bytes.byteLength).toBe(MAX);
  });

  // Read the whole body before asking for its size and this never ends.
  test('a body without an end is left where it became too large [V-18]', async () => {
    const { body, taken } = endless();
    await expect(readUpload(sent(body), MAX)).rejects.toMatchObject({ code: 'invalid' });
    expect(taken()).toBeLessThan(2 * MAX);
  });

  test.each([
    ['nothing', sent(null)],
    ['a form without a file', sent(formWith(null))],
    ['an empty file', sent(formWith(new Blob([])))],
    ['a form that is none', sent('--x\r\nnonsense', { 'content-type': 'multipart/form-data; boundary=x' })],
    ['a form without a boundary', sent('nonsense', { 'content-type': 'multipart/form-data' })],
  ])('%s is said beside the field', async (_name, request) => {
    await expect(readUpload(request, MAX)).rejects.toMatchObject({ fieldErrors: { file: ['Choose a file first.'] } });
  });
});
