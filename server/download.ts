/**
 * What tells a browser to save an answer as a file and nobody on the way to keep a copy: it says something about
 * people. `filename` is ASCII without quotes.
 */
export function downloadHeaders(filename: string, contentType: string): Record<string, string> {
  return {
    'content-type': `${contentType}; charset=utf-8`,
    'content-disposition': `attachment; filename="${filename}"`,
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
  };
}

/** A plain object as a file to save, laid out so that people can read it. */
export function jsonDownload(filename: string, content: object): Response {
  return new Response(`${JSON.stringify(content, null, 2)}\n`, {
    headers: downloadHeaders(filename, 'application/json'),
  });
}
