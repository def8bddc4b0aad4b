import Link from 'next/link';
import { StatusBadge } from '@/components/ui/badge';
import { SectionHeader } from '@/components/ui/page-header';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import type { KeyDetail, SiblingKey } from '@/core/credentials/get-key';

/** The old key and the new one side by side, while both live: which of them is still used. */
export function OverlapCard({ detail: { key, siblings }, now }: { detail: KeyDetail; now: Date }) {
  if (siblings.length === 0 || key.status === 'revoked') return null;
  const keys: SiblingKey[] = [key, ...siblings].sort((a, b) => b.generation - a.generation);
  return (
    <section aria-labelledby="overlap" className="grid gap-4">
      <SectionHeader
        id="overlap"
        title="Old and new key"
        description="Move your programs to the new key. When the old one is not used any more, end it."
      />
      <Table label="Old and new key">
        <THead>
          <TH>Key</TH>
          <TH>State</TH>
          <TH>Last used</TH>
          <TH hideBelow="sm">Ends</TH>
        </THead>
        <TBody>
          {keys.map((one) => (
            <TRow key={one.id}>
              <TCell rowHeader>
                {one.id === key.id ? (
                  <>
                    <code>…{one.lastFour}</code> (this one)
                  </>
                ) : (
                  <Link href={`/apps/${key.app.id}/keys/${one.id}`} className="link">
                    <code>…{one.lastFour}</code>
                  </Link>
                )}
              </TCell>
              <TCell>
                <StatusBadge tone={stateOf(one).tone}>{stateOf(one).label}</StatusBadge>
              </TCell>
              <TCell>
                {one.lastUsedAt ? (
                  <Time value={one.lastUsedAt} now={now} />
                ) : (
                  <span className="text-ink-muted">Not known</span>
                )}
              </TCell>
              <TCell hideBelow="sm">
                {one.endsAt ? <Time value={one.endsAt} now={now} /> : <span className="text-ink-muted">Stays</span>}
              </TCell>
            </TRow>
          ))}
        </TBody>
      </Table>
    </section>
  );
}

function stateOf({ status, retiringAt }: SiblingKey) {
  if (status === 'active') {
    return retiringAt ? ({ tone: 'warning', label: 'Old' } as const) : ({ tone: 'success', label: 'New' } as const);
  }
  if (status === 'revoking') return { tone: 'warning', label: 'Ending' } as const;
  if (status === 'failed') return { tone: 'danger', label: 'Failed' } as const;
  return { tone: 'info', label: 'Being made' } as const;
}
