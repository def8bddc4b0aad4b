import type { DemoProduct } from '../product';

/** One whose API takes what is sent to it. */
export const starAtlas: DemoProduct = {
  slug: 'star-atlas',
  displayName: 'Star atlas',
  summary: 'Planets near and far, with their sizes, atmospheres and satellites.',
  description: `A catalogue of planets that you can read and add to. Each entry tells what the planet is made of, how far it
is from its star, who discovered it, and what circles around it.

## What you can build

- A classroom map that grows with every lesson.
- A quiz that draws its questions from real fields.
- A picture of the day, with the image of each planet.

*The reference is Scalar Galaxy, an OpenAPI 3.1 description published under the MIT licence. The demo gateway answers
every call with an echo of it.*`,
  tags: ['science', 'education', 'getting started'],
  state: 'published',
  daysOld: 120,
  gatewayApi: 'maps',
  api: { slug: 'planets', name: 'Planets API' },
  document: '@scalar/galaxy/dist/3.1.yaml',
  guides: [
    {
      slug: 'find-a-planet',
      title: 'Find a planet',
      body: `Read the first page of planets:

\`\`\`sh
curl -H 'Authorization: YOUR-KEY' "$BASE_URL/planets?limit=10&offset=0"
\`\`\`

Take an \`id\` from the answer and ask for that one planet with \`/planets/{planetId}\`. Distances are in light years,
sizes in kilometres.`,
    },
  ],
  changes: [{ title: 'Satellites', body: 'Every planet lists what circles around it.', daysAgo: 40 }],
};
