import { expect, test } from 'vitest';
import { type RequestKind, requestKind, requestKinds } from './request-kind';

const examples: Readonly<Record<RequestKind, readonly string[]>> = {
  offer: ['/', '/?next=x', '/catalogs/public', '/products/maps/docs/v1/get-tile', '/search?q=a'],
  own: ['/apps', '/apps/0192', '/cart', '/nobody-knows', '/constructor', '/__proto__/x', '/x'],
  admin: ['/admin', '/admin/requests?state=open'],
  sign_in: ['/auth/login', '/api/auth/session'],
  rest: ['/api/v1/apps', '/api/v1'],
  classic: ['/api/portal/developers', '/api/admin/x', '/api/constructor'],
  agents: ['/api/mcp'],
  plain: ['/llms.txt', '/products/maps.md', '/robots.txt'],
  file: ['/_next/static/a.js', '/images/0192', '/icon.svg'],
  probe: ['/healthz', '/readyz', '/metrics'],
};

test('every address belongs to one of few parts of the portal, so that nobody makes series by asking', () => {
  for (const kind of requestKinds) {
    for (const url of examples[kind]) expect([url, requestKind(url)]).toEqual([url, kind]);
  }
});
