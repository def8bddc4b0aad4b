import { afterEach, describe, expect, test } from 'vitest';
import { refusal, startServer, startSilentServer, stopSmtpServers } from './smtp-test-server';
import { verifySmtp } from './verify-smtp';

afterEach(stopSmtpServers);

describe('verifySmtp', () => {
  test('says ok for a server that answers, and sends nothing', async () => {
    const { url, received } = await startServer();
    expect(await verifySmtp(url)).toEqual({ ok: true });
    expect(received).toEqual([]);
  });

  test.each(['', '220 hello\r\n'])('says why not for one that hangs after %j', async (greeting) => {
    const url = await startSilentServer(greeting);
    expect(await verifySmtp(url, { greetingMs: 300, socketMs: 300 })).toEqual({
      ok: false,
      reason: 'The mail server did not answer in time.',
    });
  });

  test('says why not for a refused password and for a URL that is none', async () => {
    const { url } = await startServer({
      onAuth: (_auth, _session, callback) => callback(refusal(535, 'bad credentials')),
    });
    expect(await verifySmtp(url.replace('//', '//user:wrong@'))).toMatchObject({
      ok: false,
      reason: expect.stringContaining('refused the login'),
    });
    expect(await verifySmtp('smtp://%00:x')).toMatchObject({ ok: false });
  });
});
