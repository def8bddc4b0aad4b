import type { DemoProduct } from '../product';

/** A draft without a document: nobody but admins sees it. */
export const payments: DemoProduct = {
  slug: 'payments',
  displayName: 'Payments',
  summary: 'Take payments and pay out, in preparation.',
  description: `Planned for spring. The gateway's side is ready; the document is still being written.`,
  tags: ['money'],
  state: 'draft',
  daysOld: 6,
  gatewayApi: 'payments',
  api: { slug: 'payments', name: 'Payments API' },
  document: null,
  guides: [],
  changes: [],
};
