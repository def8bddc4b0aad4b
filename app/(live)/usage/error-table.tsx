import { shareWords, valueWords } from '@/components/charts/chart-words';
import { SectionHeader } from '@/components/ui/page-header';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import { USAGE_CODES, type UsageCode, type UsageTally } from '@/core/ports/usage';

/** What went wrong, by the code of the answer, and what that usually means. Nothing where nothing did. */
export function ErrorTable({ tally }: { tally: UsageTally }) {
  const found = USAGE_CODES.filter((code) => tally.codes[code] > 0).sort(
    (one, other) => tally.codes[other] - tally.codes[one],
  );
  return (
    <section aria-labelledby="errors" className="grid content-start gap-3">
      <SectionHeader id="errors" title="Errors" />
      {found.length === 0 ? (
        <p className="text-ink-muted text-sm">No call ended in an error.</p>
      ) : (
        <Table label="Errors by code">
          <THead>
            <TH>Answer</TH>
            <TH hideBelow="sm">What it means</TH>
            <TH align="end">Calls</TH>
            <TH align="end">Share</TH>
          </THead>
          <TBody>
            {found.map((code) => (
              <TRow key={code}>
                <TCell rowHeader>{MEANINGS[code].name}</TCell>
                <TCell hideBelow="sm">{MEANINGS[code].words}</TCell>
                <TCell align="end">{valueWords(tally.codes[code], 'count')}</TCell>
                <TCell align="end">{shareWords(tally.codes[code], tally.calls)}</TCell>
              </TRow>
            ))}
          </TBody>
        </Table>
      )}
    </section>
  );
}

const MEANINGS: Record<UsageCode, { name: string; words: string }> = {
  '400': { name: '400', words: 'The API could not read the call.' },
  '401': { name: '401', words: 'The key was missing, wrong or had expired.' },
  '403': { name: '403', words: 'The key does not open this, or its quota was used up.' },
  '404': { name: '404', words: 'There is nothing at this address.' },
  '429': { name: '429', words: 'More calls at a time than the plan allows.' },
  '4xx': { name: 'Other 4xx', words: 'Something else was wrong with the call.' },
  '500': { name: '500', words: 'The API failed.' },
  '501': { name: '501', words: 'The API does not do this.' },
  '502': { name: '502', words: 'The API gave the gateway no proper answer.' },
  '503': { name: '503', words: 'The API was not available.' },
  '504': { name: '504', words: 'The API did not answer in time.' },
  '5xx': { name: 'Other 5xx', words: 'The API failed in another way.' },
};
