import { stringify } from 'csv-stringify/sync';
import { downloadHeaders } from './download';
import { streamOf } from './stream-of';

/** One column: its head, and what a row has there. Times are written in UTC (ISO 8601), what is missing as nothing. */
export type CsvColumn<Row> = { head: string; value: (row: Row) => string | number | Date | null };

/**
 * Excel takes a file without this mark for one in the code page of the machine and spoils every name beyond ASCII;
 * other programs skip it.
 */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Pages of rows as a file to save (RFC 4180). Sent page by page, so that it costs no more memory than one of them; when
 * reading fails on the way, the download breaks off instead of ending early as if it were whole.
 */
export function csvResponse<Row>(
  filename: string,
  columns: readonly CsvColumn<Row>[],
  pages: AsyncIterable<readonly Row[]>,
): Response {
  return new Response(streamOf(linesOf(columns, pages)), {
    headers: downloadHeaders(filename, 'text/csv'),
  });
}

async function* linesOf<Row>(
  columns: readonly CsvColumn<Row>[],
  pages: AsyncIterable<readonly Row[]>,
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLines([columns.map(({ head }) => head)]);
  for await (const rows of pages) {
    if (rows.length > 0) yield csvLines(rows.map((row) => columns.map(({ value }) => value(row))));
  }
}

/**
 * Records as lines. What a spreadsheet would take for a formula is made a text by a leading apostrophe (security.md
 * V-15).
 */
export function csvLines(records: readonly (readonly (string | number | Date | null)[])[]): string {
  const cells = records.map((record) =>
    record.map((value) => (typeof value === 'string' ? withoutBlankStart(value) : value)),
  );
  return stringify(cells, {
    escape_formulas: true,
    record_delimiter: 'windows',
    // The library quotes only the line break that it ends records with itself.
    quoted_match: /[\r\n]/,
    cast: { date: (value) => value.toISOString() },
  });
}

/**
 * The library looks at the first character only, and a line break or blank before the sign is skipped by some programs.
 */
function withoutBlankStart(value: string): string {
  const meant = value.replaceAll('\0', '');
  return /^\s+[=+\-@＝＋－＠]/u.test(meant) ? `'${meant}` : meant;
}
