import type { DemoProduct } from '../product';

/** An interface to many carriers, with a long document. */
export const parcelShipping: DemoProduct = {
  slug: 'parcel-shipping',
  displayName: 'Parcel shipping',
  summary: 'Compare rates, print labels and follow parcels across carriers with one interface.',
  description: `One interface to many carriers. Ask what a parcel costs, buy the label that suits you, and follow the parcel
until somebody signs for it.

## What you can build

- A checkout that shows real prices and delivery days.
- A packing table that prints the right label with one scan.
- A page where your customers see where their parcel is.

## How it fits together

1. **Addresses** are validated first, so that no label is wasted.
2. **Rates** compare carriers for one shipment.
3. **Labels** are bought from a rate, and can be voided while the parcel is still with you.
4. **Tracking** tells every step afterwards.

*The reference is ShipEngine's OpenAPI description, published under the MIT licence. The demo gateway answers every call
with an echo of it.*`,
  tags: ['logistics', 'labels', 'tracking'],
  isFeatured: true,
  state: 'published',
  daysOld: 298,
  gatewayApi: 'shipping',
  api: { slug: 'shipping', name: 'Parcel shipping API' },
  document: 'shipengine-openapi/openapi.yaml',
  requestFields: [
    {
      name: 'carriers',
      label: 'Which carriers do you ship with?',
      kind: 'text',
      required: false,
      help: 'We switch them on for your account before your key is made.',
    },
  ],
  guides: [
    {
      slug: 'from-address-to-label',
      title: 'From an address to a label',
      body: `A label takes two calls.

First ask for rates. Send where the parcel comes from, where it goes, and what it weighs:

\`\`\`json
{
  "rate_options": { "carrier_ids": ["se-123890"] },
  "shipment": {
    "ship_to": { "postal_code": "94117", "country_code": "US" },
    "ship_from": { "postal_code": "78756", "country_code": "US" },
    "packages": [{ "weight": { "value": 1.2, "unit": "kilogram" } }]
  }
}
\`\`\`

Then buy the label from the rate that you chose, with \`POST /v1/labels/rates/{rate_id}\`. The answer holds a link to the
label as PDF, PNG and ZPL.

> A label costs money as soon as it is made. Void it on the same day if you do not need it.`,
    },
    {
      slug: 'tracking',
      title: 'Follow a parcel',
      body: `Ask by carrier and tracking number, or by label:

\`\`\`sh
curl -H 'Authorization: YOUR-KEY' "$BASE_URL/v1/labels/se-1234567/track"
\`\`\`

The status is one of *accepted*, *in transit*, *delivered*, *exception* or *attempted*. Ask every few hours; carriers do
not report more often.`,
    },
  ],
  changes: [
    { title: 'Return labels', body: 'Make a label for the way back together with the first one.', daysAgo: 17 },
    {
      title: 'Addresses are matched more strictly',
      body: 'A house number that does not exist is reported now.',
      daysAgo: 75,
    },
  ],
};
