import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { compressedResponse } from './compressed-response';

const TEXT = '{"operations":[]}'.repeat(1000);

test('a text is packed for whoever takes it so, and plain for everybody else', async () => {
  const asked = (accepted: Record<string, string>) =>
    compressedResponse({ headers: new Headers(accepted) }, TEXT, { 'content-type': 'application/json' });
  const packed = await asked({ 'accept-encoding': 'br, gzip' });
  const bytes = Buffer.from(await packed.arrayBuffer());
  expect(bytes.length).toBeLessThan(TEXT.length / 20);
  expect(gunzipSync(bytes).toString()).toBe(TEXT);
  expect(packed.headers.get('content-encoding')).toBe('gzip');
  const plain = await asked({});
  expect(await plain.text()).toBe(TEXT);
  expect(plain.headers.get('content-encoding')).toBeNull();
  // A cache in between must not give the one to who asks for the other.
  for (const answer of [packed, plain]) expect(answer.headers.get('vary')).toBe('accept-encoding');
});
