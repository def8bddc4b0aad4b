import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gzipWithNonce, packAroundNonce } from './gzip-around-nonce';

const OLD = 'b2xkIG5vbmNlIG9sZA==';
const NEW = 'bmV3IG5vbmNlIG5ldw==';

test('whatever stands around it, the page comes out whole and with the new nonce', async () => {
  const text = fc.oneof(
    fc.constant(''),
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.constant('<p>again</p>'.repeat(999)),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 6 }), async (parts) => {
      const packed = await packAroundNonce(Buffer.from(parts.join(OLD)), OLD);
      expect(gunzipSync(gzipWithNonce(packed, NEW)).equals(Buffer.from(parts.join(NEW)))).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('it is hardly larger than if it were packed as a whole', async () => {
  const script = (body: string) => `<script nonce="${OLD}">${body}</script>`;
  const prose = Array.from({ length: 2_000 }, (_, index) => `<li>Operation ${index * 7919}</li>`).join('');
  const page = Buffer.from(Array.from({ length: 12 }, () => script(prose.slice(0, 9_000))).join('') + prose);
  const packed = gzipWithNonce(await packAroundNonce(page, OLD), NEW);
  expect(packed.length).toBeLessThan(3 * gzipSync(page, { level: 3 }).length);
});
