import type { DemoProduct } from '../product';

/** One with many resources of one shape. */
export const scienceFictionLibrary: DemoProduct = {
  slug: 'science-fiction-library',
  displayName: 'Science fiction library',
  summary: 'Books, comics, episodes, characters and ships of one large universe, searchable field by field.',
  description: `The library knows every book, comic, magazine and episode of one universe, and everything in them: characters,
species, planets, ships.

## What you can build

- A shelf that knows which edition somebody is still missing.
- A quiz whose wrong answers are believable.
- A graph of who appears together with whom.

Each kind of entry has two operations: one reads a single entry by its id, the other searches with a form.

*The reference is STAPI's OpenAPI description as collected in oas-examples (MIT licence). The demo gateway answers every
call with an echo of it.*`,
  tags: ['media', 'library', 'search'],
  state: 'published',
  daysOld: 186,
  gatewayApi: 'books',
  api: { slug: 'library', name: 'Library API' },
  document: '@readme/oas-examples/3.0/json/star-trek.json',
  guides: [
    {
      slug: 'search-with-a-form',
      title: 'Search with a form',
      body: `Searching is a \`POST\` with form fields; every field that you leave out matches everything:

\`\`\`sh
curl -H 'Authorization: YOUR-KEY' -d 'title=Odyssey' "$BASE_URL/book/search?pageNumber=0&pageSize=20"
\`\`\`

The answer tells the number of pages. Pages begin with 0.`,
    },
    {
      slug: 'identifiers',
      title: 'How entries are named',
      body: `Every entry has a \`uid\` that never changes: four letters for the kind, ten digits for the entry, such as
\`BOMA0000010006\`. Keep the \`uid\`, not the title: titles are corrected now and then.`,
    },
  ],
  changes: [{ title: 'Trading cards', body: 'Cards, decks and sets joined the library.', daysAgo: 61 }],
};
