/** An API reference of another maker, as its documentation says to put it on a page. */
type Rival = {
  name: string;
  /** npm package, in bench/rivals. */
  package: string;
  page: string;
  /** What stands behind the # for an operation, as its own navigation writes it. */
  linkTo(operation: Operation): string;
  /** How somebody comes to a field that finds operations; null where there is none. */
  search: { open: string | null; field: string } | null;
};

/** An operation of the document that is measured, as a reader sees it. */
export type Operation = { method: string; path: string; summary: string; operationId: string; tag: string };

/** Where the document stands for all of them. */
export const DOCUMENT = '/openapi.json';

const page = (title: string, body: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>` +
  `<meta name="viewport" content="width=device-width, initial-scale=1"></head><body>${body}</body></html>`;

/** Client-side references, each with the options that its readers would have. */
export const RIVALS: readonly Rival[] = [
  {
    name: 'Swagger UI',
    package: 'swagger-ui-dist',
    page: page(
      'Swagger UI',
      `<link rel="stylesheet" href="/files/swagger-ui-dist/swagger-ui.css"><div id="ui"></div>
      <script src="/files/swagger-ui-dist/swagger-ui-bundle.js"></script>
      <script>SwaggerUIBundle({ url: '${DOCUMENT}', dom_id: '#ui', deepLinking: true })</script>`,
    ),
    linkTo: ({ tag, operationId }) => `/${tag}/${encodeURIComponent(operationId)}`,
    // Its filter knows tags only.
    search: null,
  },
  {
    name: 'Redoc',
    package: 'redoc',
    page: page(
      'Redoc',
      `<div id="redoc"></div><script src="/files/redoc/bundles/redoc.standalone.js"></script>
      <script>Redoc.init('${DOCUMENT}', {}, document.getElementById('redoc'))</script>`,
    ),
    linkTo: ({ tag, operationId }) => `tag/${tag}/operation/${operationId}`,
    search: { open: null, field: 'input[type="text"], input[type="search"]' },
  },
  {
    name: 'Scalar',
    package: '@scalar/api-reference',
    page: page(
      'Scalar',
      `<div id="app"></div><script src="/files/@scalar/api-reference/dist/browser/standalone.js"></script>
      <script>Scalar.createApiReference('#app', { url: '${DOCUMENT}', telemetry: false })</script>`,
    ),
    linkTo: ({ tag, method, path }) => `tag/${tag}/${method}${path}`,
    search: { open: 'button:has-text("Search")', field: 'input[type="search"], input[role="combobox"]' },
  },
  {
    name: 'RapiDoc',
    package: 'rapidoc',
    page: page(
      'RapiDoc',
      `<script type="module" src="/files/rapidoc/dist/rapidoc-min.js"></script>
      <rapi-doc spec-url="${DOCUMENT}" render-style="read" load-fonts="false"></rapi-doc>`,
    ),
    linkTo: ({ method, path }) => `${method}-${path.replaceAll(/[\s#:?&={}]/g, '-')}`,
    search: { open: null, field: '#nav-bar-search' },
  },
];

/** That operation written by hand: what a page needs at least that says it. */
export function barePage({ method, path, summary }: Operation): string {
  const row = (name: string, place: string, about: string) =>
    `<tr><th scope="row"><code>${name}</code></th><td>${place}</td><td>${about}</td></tr>`;
  return page(
    summary,
    `<h1>${summary}</h1><p><code>${method.toUpperCase()} ${path}</code></p>
    <p>You can use the REST API to list comments on issues and pull requests. Issue comments are ordered by ascending ID.</p>
    <h2>Parameters</h2><table>${[
      row('owner', 'path', 'The account owner of the repository. The name is not case sensitive.'),
      row('repo', 'path', 'The name of the repository without the .git extension.'),
      row('issue_number', 'path', 'The number that identifies the issue.'),
      row('since', 'query', 'Only show results that were last updated after the given time.'),
      row('per_page', 'query', 'The number of results per page, at most 100. Default 30.'),
      row('page', 'query', 'The page number of the results to fetch. Default 1.'),
    ].join('')}</table>
    <h2>Answers</h2><table>${[
      row(
        '200',
        'application/json',
        'A list of comments: id, node_id, url, html_url, body, user, created_at, updated_at.',
      ),
      row('404', 'application/json', 'Resource not found.'),
      row('410', 'application/json', 'Gone.'),
    ].join('')}</table>
    <h2>curl</h2><pre>curl https://api.github.com/repos/OWNER/REPO/issues/1/comments</pre>`,
  );
}
