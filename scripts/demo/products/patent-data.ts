import type { DemoProduct } from '../product';

/** Deprecated: its last day is near. */
export const patentData: DemoProduct = {
  slug: 'patent-data',
  displayName: 'Patent data sets',
  summary: 'Exported patent data sets, searched by field. Ends soon.',
  description: `Search exported patent data sets by their fields, three operations in all: which data sets there are, which fields
a set has, and the records that match.

## This product ends

No new records are added. If you use it, export what you need before the sunset date, and ask us in a new request which
product replaces it for your case.

*The reference is the USPTO Data Set description as collected in oas-examples (MIT licence). The demo gateway answers
every call with an echo of it.*`,
  tags: ['open data', 'search'],
  state: 'deprecated',
  sunsetInDays: 130,
  daysOld: 700,
  gatewayApi: 'weather',
  api: { slug: 'data-sets', name: 'Data sets API' },
  document: '@readme/oas-examples/3.0/json/uspto.json',
  guides: [],
  changes: [
    {
      title: 'Announced to end',
      body: 'Keys go on working until the sunset date. No new records are added.',
      daysAgo: 50,
    },
    { title: 'Records of the last quarter', body: '', daysAgo: 170 },
  ],
};
