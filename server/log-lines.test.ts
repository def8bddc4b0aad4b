import { Writable } from 'node:stream';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { logOptions } from './log-options';

// Log with a format of text instead of JSON, and this must fail.
test('whatever somebody sends as their name or browser, a log line is one line and says what it would without it [V-16]', () => {
  const chunks: string[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(String(chunk));
      done();
    },
  });
  const log = pino(logOptions('info'), sink);
  const forged = 'x\r\n{"level":30,"msg":"forged"}\n\u001b[2J\u2028\u0000","level":60,"msg":"forged';
  log.info({ userAgent: forged, [forged]: 1, err: new Error(forged) }, `refused ${forged}`);
  const text = chunks.join('');
  expect(text.trimEnd().split(/\r|\n/)).toHaveLength(1);
  expect([...text.trimEnd()].every((sign) => sign >= ' ')).toBe(true);
  expect(JSON.parse(text)).toMatchObject({ level: 30, msg: `refused ${forged}`, userAgent: forged });
});
