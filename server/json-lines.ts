import { downloadHeaders } from './download';
import { streamOf } from './stream-of';

/**
 * Pages of rows as a file of JSON lines (one object each, ndjson). Sent page by page; when reading fails on the way, the
 * download breaks off instead of ending early as if it were whole.
 */
export function jsonLinesResponse<Row>(
  filename: string,
  pages: AsyncIterable<readonly Row[]>,
  toLine: (row: Row) => object,
): Response {
  return new Response(streamOf(linesOf(pages, toLine)), { headers: downloadHeaders(filename, 'application/jsonl') });
}

async function* linesOf<Row>(
  pages: AsyncIterable<readonly Row[]>,
  toLine: (row: Row) => object,
): AsyncGenerator<string> {
  for await (const rows of pages) {
    if (rows.length > 0) yield rows.map((row) => `${JSON.stringify(toLine(row))}\n`).join('');
  }
}
