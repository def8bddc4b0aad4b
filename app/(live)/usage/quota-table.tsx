import { valueWords } from '@/components/charts/chart-words';
import { SectionHeader } from '@/components/ui/page-header';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import type { ShownKey } from '@/core/usage/usage-keys';
import { KeyName } from './key-name';

/** What is left of the quota of each working key, as the gateway told it last; the key's own page asks again. */
export function QuotaTable({ keys, now }: { keys: readonly ShownKey[]; now: Date }) {
  const working = keys.filter(({ status }) => status === 'active');
  return (
    <section aria-labelledby="quotas" className="grid gap-3">
      <SectionHeader
        id="quotas"
        title="Quota"
        description="As the gateway told it last. The page of a key asks it again, at most once a minute."
      />
      {working.length === 0 ? (
        <p className="text-ink-muted text-sm">There is no key that works.</p>
      ) : (
        <Table label="Quota of each key">
          <THead>
            <TH>Key</TH>
            <TH align="end">Left</TH>
            <TH align="end" hideBelow="sm">
              Of
            </TH>
            <TH>Renews</TH>
            <TH hideBelow="sm">Told</TH>
          </THead>
          <TBody>
            {working.map((key) => (
              <TRow key={key.credentialId}>
                <TCell rowHeader>
                  <KeyName usageKey={key} href={`/apps/${key.app.id}/keys/${key.credentialId}`} />
                </TCell>
                <QuotaCells quota={key.quota} now={now} />
              </TRow>
            ))}
          </TBody>
        </Table>
      )}
    </section>
  );
}

function QuotaCells({ quota, now }: { quota: ShownKey['quota']; now: Date }) {
  if (!quota) {
    return (
      <TCell colSpan={4} className="text-ink-muted">
        No quota, or not told yet
      </TCell>
    );
  }
  return (
    <>
      <TCell align="end">{valueWords(quota.left, 'count')}</TCell>
      <TCell align="end" hideBelow="sm">
        {valueWords(quota.max, 'count')}
      </TCell>
      <TCell>{quota.renewsAt ? <Time value={quota.renewsAt} now={now} /> : 'With the next call'}</TCell>
      <TCell hideBelow="sm">
        <Time value={quota.readAt} now={now} />
      </TCell>
    </>
  );
}
