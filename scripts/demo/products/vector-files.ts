import type { DemoProduct } from '../product';

/** Documentation alone: there is no key to ask for. */
export const vectorFiles: DemoProduct = {
  slug: 'vector-files',
  displayName: 'Vector files',
  summary: 'Read design files, comments and components. Documentation only: keys come from the design tool itself.',
  description: `What our designers draw can be read by programs: files, frames, comments, components, styles and variables.

There is no key to ask for here. Each person makes a token of their own in the design tool; this page only brings the
reference to where your teams look for it.

*The reference is Figma's own OpenAPI description, published under the MIT licence.*`,
  tags: ['design', 'documentation only'],
  state: 'published',
  daysOld: 92,
  gatewayApi: null,
  api: { slug: 'files', name: 'Design files API' },
  document: '@figma/rest-api-spec/openapi/openapi.yaml',
  guides: [
    {
      slug: 'make-a-token',
      title: 'Make a token',
      body: `1. Open the settings of your account in the design tool, and there **Security**.
2. Make a personal access token that may only read files.
3. Keep it like a password. It can see every file that you can see.`,
    },
  ],
  changes: [
    { title: 'Variables', body: 'Published variables can be read, with their values for each mode.', daysAgo: 28 },
  ],
};
