/** More rows than a form may have, so that one too many is refused in words and not dropped in silence. */
const ROWS_MAX = 50;

type TypedLink = { row: string; label: string; href: string };

/** The rows of the link editor as the verb takes them, in the order of the page. */
export function typedLinksOf(sent: Readonly<Record<string, unknown>>, prefix: string): TypedLink[] {
  const rows = [sent[`${prefix}.rows`]].flat().filter((row) => typeof row === 'string' && /^\d{1,4}$/.test(row));
  const text = (name: string) => {
    const value = sent[name];
    return typeof value === 'string' ? value : '';
  };
  return [...new Set(rows)].slice(0, ROWS_MAX).map((row) => ({
    row: String(row),
    label: text(`${prefix}.${row}.label`),
    href: text(`${prefix}.${row}.href`),
  }));
}
