import type { DemoProduct } from '../product';

/** The largest document of the demo: more than a thousand operations. */
export const codeHosting: DemoProduct = {
  slug: 'code-hosting',
  displayName: 'Code hosting',
  summary:
    'Repositories, issues, pull requests and workflow runs: more than a thousand operations on everything around code.',
  description: `Read and change what your teams keep beside their code: repositories, branches, issues, reviews, releases, and
the runs of their workflows.

## What you can build

- **Dashboards** that show which reviews wait, and for how long.
- **Bots** that label issues, draft release notes, or close what nobody answered.
- **Audits** that compare the settings of all repositories with your rules.

## Before you begin

The reference has more than a thousand operations. Search it by words such as *pull request* or by a path. Start with
reading: nearly everything that you can see can be read with the same key.

*The reference is GitHub's own OpenAPI description of its REST API, published under the MIT licence. The demo gateway
answers every call with an echo of it.*`,
  tags: ['developer tools', 'code', 'automation'],
  isFeatured: true,
  state: 'published',
  daysOld: 365,
  gatewayApi: 'github',
  api: { slug: 'rest', name: 'Code hosting REST API' },
  document: '@octokit/openapi/generated/api.github.com.json',
  guides: [
    {
      slug: 'list-open-pull-requests',
      title: 'List what waits for a review',
      body: `One call answers the open pull requests of a repository, newest first:

\`\`\`sh
curl -H 'Authorization: YOUR-KEY' "$BASE_URL/repos/OWNER/REPO/pulls?state=open&per_page=50"
\`\`\`

To see who was asked for a review, read \`requested_reviewers\` of each entry. It is empty when nobody was asked, which is
often the reason why a pull request waits.

## Reading on

Answers come in pages of at most 100. The \`Link\` header names the next page; follow it until there is no \`rel="next"\`.`,
    },
    {
      slug: 'stay-within-your-plan',
      title: 'Stay within your plan',
      body: `Large organizations have many repositories, and asking for each of them adds up.

- Send \`If-None-Match\` with the \`ETag\` of the last answer. What has not changed comes back small and fast.
- Ask for lists, not for single entries: one call answers up to 100 of them.
- When you get a 429, wait for one period of your plan. Trying again at once only uses up the next period.`,
    },
  ],
  changes: [
    {
      title: 'Reference brought up to date',
      body: 'New operations for rulesets and for code security settings.',
      daysAgo: 9,
    },
    { title: 'Larger pages', body: 'Most lists answer up to 100 entries at a time.', daysAgo: 96 },
    {
      title: 'Now part of the Internal catalog',
      body: 'Teams with an account can ask for it there, too.',
      daysAgo: 210,
    },
  ],
};
