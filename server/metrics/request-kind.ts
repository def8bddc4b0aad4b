/** The parts of the portal that requests are counted by: few, so that no address makes a series of its own. */
export const requestKinds = [
  'offer',
  'own',
  'admin',
  'sign_in',
  'rest',
  'classic',
  'agents',
  'plain',
  'file',
  'probe',
] as const;
/** One of those parts. */
export type RequestKind = (typeof requestKinds)[number];

const FIRST_SEGMENT: Readonly<Record<string, RequestKind>> = {
  _next: 'file',
  images: 'file',
  'icon.svg': 'file',
  'card.png': 'file',
  healthz: 'probe',
  readyz: 'probe',
  metrics: 'probe',
  admin: 'admin',
  auth: 'sign_in',
  'llms.txt': 'plain',
  'robots.txt': 'plain',
  'sitemap.xml': 'plain',
  '': 'offer',
  catalogs: 'offer',
  products: 'offer',
  pages: 'offer',
  terms: 'offer',
  search: 'offer',
};
const OF_API: Readonly<Record<string, RequestKind>> = { v1: 'rest', mcp: 'agents', auth: 'sign_in' };

/** Which part of the portal an address belongs to. Whatever nobody knows counts as a page of a developer's own. */
export function requestKind(url: string): RequestKind {
  const path = url.split('?', 1)[0] ?? '';
  const [, first = '', second = ''] = path.split('/');
  if (first === 'api') return Object.hasOwn(OF_API, second) ? (OF_API[second] ?? 'classic') : 'classic';
  if (path.endsWith('.md')) return 'plain';
  return Object.hasOwn(FIRST_SEGMENT, first) ? (FIRST_SEGMENT[first] ?? 'own') : 'own';
}
