import type { DemoProduct } from '../product';

/** The smallest whole one: the product of the first steps. */
export const petStore: DemoProduct = {
  slug: 'pet-store',
  displayName: 'Pet store',
  summary: 'Pets, orders and stock of a shop: small, complete, and the quickest way to a first call.',
  description: `Everything that a pet shop keeps in its books: the pets, who ordered which of them, and what is in stock.

## What you can build

- A shop window that shows which pets are available right now.
- An order desk that places orders and follows them.
- A nightly report of the stock, by status.

## Good to know

The interface has twenty operations and needs no preparation, so it is a good first product to try a key with.

*The reference is the well-known Swagger Petstore. The demo gateway answers every call with an echo of it.*`,
  tags: ['retail', 'sample', 'getting started'],
  isFeatured: true,
  state: 'published',
  daysOld: 410,
  gatewayApi: 'petstore',
  api: { slug: 'pets', name: 'Pet store API' },
  document: '@readme/oas-examples/2.0/json/petstore.json',
  guides: [
    {
      slug: 'first-call',
      title: 'Your first call',
      body: `Three steps from nothing to an answer.

1. Put this product into your cart, choose a plan, and request access.
2. When the request is approved, press **Generate key**. Copy the key; you can reveal it again later.
3. Call the API with the key in the \`Authorization\` header:

\`\`\`sh
curl -H 'Authorization: YOUR-KEY' "$BASE_URL/pet/findByStatus?status=available"
\`\`\`

The base URL stands on the product's page, and a ready line stands beside your key.

## When it does not answer 200

| status | means | what to do |
|---|---|---|
| 401 | there is no key in the call | send the \`Authorization\` header |
| 403 | the key is wrong, revoked, or not for this API | compare it with the one on your app's page |
| 429 | more calls than your plan allows | wait as long as the plan's period, then go on |
`,
    },
    {
      slug: 'paging-through-pets',
      title: 'Reading many pets',
      body: `Lists are filtered by status, so read one status at a time.

- \`available\`: for sale today
- \`pending\`: reserved by an order
- \`sold\`: kept for your reports

Ask for each status once in a few minutes and keep what you got. Stock changes slowly, and a plan with few calls lasts
much longer that way.`,
    },
  ],
  changes: [
    { title: 'Several statuses in one call', body: '`findByStatus` takes a list of statuses now.', daysAgo: 24 },
    { title: 'Upload an image of a pet', body: 'JPEG and PNG, up to 5 MB.', daysAgo: 131 },
  ],
};
