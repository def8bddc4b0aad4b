import { StatusBadge, type Tone } from '@/components/ui/badge';
import { SectionHeader } from '@/components/ui/page-header';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import type { GatewayDetail } from '@/core/gateways/get-gateway';

type Report = NonNullable<GatewayDetail['syncReport']>;
type What = Report['changes'][number]['what'];

const WORDS: Record<What, { word: string; tone: Tone }> = {
  broken: { word: 'Broken', tone: 'danger' },
  gone: { word: 'Gone', tone: 'warning' },
  back: { word: 'Back', tone: 'success' },
  new: { word: 'New', tone: 'info' },
  changed: { word: 'Changed', tone: 'neutral' },
};
const ORDER = Object.keys(WORDS) as What[];
/** More would hide the rest of the page; the other pages list everything. */
const SHOWN_MAX = 25;

/** What the last synchronization that found something found, what matters most first. */
export function SyncReport({ report, now }: { report: Report; now: Date }) {
  const changes = [...report.changes].sort((a, b) => ORDER.indexOf(a.what) - ORDER.indexOf(b.what));
  const counts = ORDER.map((what) => ({ what, count: changes.filter((change) => change.what === what).length }));
  const summary = counts
    .filter(({ count }) => count > 0)
    .map(({ what, count }) => `${count} ${WORDS[what].word.toLowerCase()}`)
    .join(', ');
  return (
    <section className="grid gap-3">
      <SectionHeader
        title="What changed last"
        description={
          <>
            <Time value={report.at} now={now} />: {summary}
          </>
        }
      />
      <Table label="What changed last">
        <THead>
          <TH>What</TH>
          <TH>Name</TH>
          <TH hideBelow="sm">Id</TH>
        </THead>
        <TBody>
          {changes.slice(0, SHOWN_MAX).map(({ object, id, name, what }) => (
            <TRow key={`${object} ${id} ${what}`}>
              <TCell fit>
                <StatusBadge tone={WORDS[what].tone}>{WORDS[what].word}</StatusBadge>
              </TCell>
              <TCell rowHeader>
                {name} <span className="text-ink-muted">({object === 'api' ? 'API' : 'policy'})</span>
              </TCell>
              <TCell hideBelow="sm">
                <code className="break-all text-xs">{id}</code>
              </TCell>
            </TRow>
          ))}
        </TBody>
      </Table>
      {changes.length > SHOWN_MAX && (
        <p className="text-ink-muted text-sm">And {changes.length - SHOWN_MAX} more. The other tabs list everything.</p>
      )}
    </section>
  );
}
