import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import type { Problem } from '@/core/api-docs/parsed-document';

/** More than so many of one kind are folded. */
const FOLD_OVER = 5;

/**
 * What was found, by what it is: a document that makes one mistake a hundred times shows one heading with a hundred
 * places.
 */
export function ReportTable({ report }: { report: readonly Problem[] }) {
  const byMessage = new Map<string, Problem[]>();
  for (const problem of report) byMessage.set(problem.message, [...(byMessage.get(problem.message) ?? []), problem]);
  const kinds = [...byMessage];
  return (
    <ol className="grid gap-3">
      {kinds.map(([message, places]) => (
        <li key={message} className="card">
          <details open={places.length <= FOLD_OVER || kinds.length === 1}>
            <summary className="flex cursor-pointer flex-wrap items-baseline justify-between gap-x-4 gap-y-1 p-(--card-padding)">
              <span className="min-w-0 font-medium [overflow-wrap:anywhere]">{message}</span>
              <span className="text-ink-muted text-sm">{placesWords(places)}</span>
            </summary>
            <Places message={message} places={places} />
          </details>
        </li>
      ))}
    </ol>
  );
}

function Places({ message, places }: { message: string; places: readonly Problem[] }) {
  return (
    <Table label={`Where: ${message}`} className="border-line border-t">
      <THead>
        <TH fit align="end">
          Line
        </TH>
        <TH>Place in the document</TH>
      </THead>
      <TBody>
        {places.map(({ line, pointer }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two problems may stand at one place; the list never changes
          <TRow key={index}>
            <TCell fit align="end" className="tabular-nums">
              {line ?? '–'}
            </TCell>
            <TCell>
              <code className="text-sm [overflow-wrap:anywhere]">{pointer || 'The whole document'}</code>
            </TCell>
          </TRow>
        ))}
      </TBody>
    </Table>
  );
}

function placesWords(places: readonly Problem[]): string {
  const [first] = places;
  if (places.length > 1) return `${places.length} places`;
  return first?.line === undefined ? '1 place' : `line ${first.line}`;
}
