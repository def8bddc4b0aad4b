import { encode } from 'next-auth/jwt';
import { expect, test } from 'vitest';
import { decodeSession, sessionSecret } from './session-token';

const OLD = 'the secret that was used until yesterday';
const NEW = 'the secret that is used since this morning';

// Let decodeSession try the first secret only and everybody is signed out by a rotation.
test('a session of before a rotation goes on, and one of a stranger’s secret does not', async () => {
  const cookie = await encode({ token: { sid: 'one' }, secret: sessionSecret(OLD), maxAge: 60 });
  const read = (secrets: string[]) => decodeSession(secrets)({ token: cookie, secret: sessionSecret(NEW) });
  expect(await read([NEW, OLD])).toMatchObject({ sid: 'one' });
  await expect(read([NEW])).rejects.toThrow();
});
