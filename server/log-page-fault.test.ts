import { expect, test } from 'vitest';
import { logPageFault } from './log-page-fault';

// Log `request.path` instead of the route, and the token is in the log.
test('the fault of a page is found by the reference that the person was shown, and holds no address [L-02]', () => {
  const lines: { fields: object; message: string }[] = [];
  const error = Object.assign(new Error('no such column'), { digest: '2718281828' });
  logPageFault(
    error,
    { method: 'GET', path: '/keys/confirm?token=of-somebody', headers: {} },
    { routerKind: 'App Router', routePath: '/(live)/keys/confirm', routeType: 'render', revalidateReason: undefined },
    { error: (fields, message) => lines.push({ fields, message }) },
  );
  expect(lines).toMatchObject([{ fields: { err: error, reference: '2718281828', route: '/(live)/keys/confirm' } }]);
  expect(JSON.stringify(lines)).not.toContain('of-somebody');
});
