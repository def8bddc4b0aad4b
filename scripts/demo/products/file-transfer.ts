import type { DemoProduct } from '../product';

/** Offered to partners only. */
export const fileTransfer: DemoProduct = {
  slug: 'file-transfer',
  displayName: 'File transfer',
  summary: 'Move, compare and share large files between storages, for partners.',
  description: `Move files between storages without bringing them through your own machine. Made for partners who exchange a lot,
regularly.

## What you can build

- A nightly hand-over of order files.
- A check that two storages hold the same, by size and by hash.
- A link for somebody who has to fetch one file.

Long transfers run as jobs: you get a job id at once and ask for its progress.

*The reference is the OpenAPI description of rclone's remote control, published under the MIT licence. The demo gateway
answers every call with an echo of it.*`,
  tags: ['files', 'partners', 'automation'],
  state: 'published',
  daysOld: 240,
  gatewayApi: 'ledger',
  api: { slug: 'transfer', name: 'File transfer API' },
  document: 'rclone-openapi/openapi.json',
  requestFields: [
    {
      name: 'files_per_month',
      label: 'How much do you move in a month?',
      kind: 'choice',
      required: true,
      choices: ['Less than 100 GB', '100 GB to 1 TB', 'More than 1 TB'],
    },
  ],
  guides: [
    {
      slug: 'copy-a-file',
      title: 'Copy a file',
      body: `Name where it is and where it shall be:

\`\`\`sh
curl -H 'Authorization: YOUR-KEY' -H 'Content-Type: application/json' \\
  -d '{"srcFs": "inbox:", "srcRemote": "orders.csv", "dstFs": "archive:", "dstRemote": "2026/orders.csv"}' \\
  "$BASE_URL/operations/copyfile"
\`\`\`

A file that is there already, with the same size and time, is left as it is.`,
    },
    {
      slug: 'long-transfers',
      title: 'Long transfers',
      body: `Add \`"_async": true\` to the body and the answer is a \`jobid\`. Ask for it with \`/job/status\`.

\`finished\` says that the work is over, \`success\` whether it went well. Ask once in a few seconds, not in a loop.`,
    },
  ],
  changes: [
    { title: 'Compare by hash', body: '`hashsum` tells the hash of every file of a folder.', daysAgo: 33 },
    { title: 'Jobs are kept for a day', body: 'So that a result can still be read in the morning.', daysAgo: 118 },
  ],
};
