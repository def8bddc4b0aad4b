import { expect, test } from 'vitest';
import { auditEventNames } from '@/core/audit-events';
import { eventWords } from './event-words';

test('every event of the log is told in words', () => {
  expect(eventWords('access_request.link_sent_again')).toBe('Access request: link sent again');
  for (const event of auditEventNames) expect(eventWords(event)).toMatch(/^[A-Z][A-Za-z ]+: [a-z ]+$/);
});
