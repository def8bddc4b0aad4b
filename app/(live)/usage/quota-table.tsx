import { setTimeout as pause } from 'node:timers/promises';
import { valueWords } from '@/components/charts/chart-words';
import { SectionHeader } from '@/components/ui/page-header';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import type { Context } from '@/core/context';
import { type QuotaOutcome, readQuota } from '@/core/credentials/read-quota';
import type { ShownKey } from '@/core/usage/usage-keys';
import { wiring } from '@/server/wiring';
import { KeyName } from './key-name';

/** As many as the gateway is asked for at once. */
const KEYS_MAX = 20;
/** A gateway that is slow must not keep the page; the next look shows what it said. */
const PATIENCE_MS = 900;

/** What is left of the quota of each working key, as the gateway counts it. */
export async function QuotaTable({ ctx, keys }: { ctx: Context; keys: readonly ShownKey[] }) {
  const working = keys.filter(({ status }) => status === 'active').slice(0, KEYS_MAX);
  const now = ctx.now();
  const tooLate = pause(PATIENCE_MS, UNREAD);
  const rows = await Promise.all(
    working.map(async (key) => ({ key, quota: await Promise.race([read(ctx, key.credentialId), tooLate]) })),
  );
  return (
    <section aria-labelledby="quotas" className="grid gap-3">
      <SectionHeader id="quotas" title="Quota" description="As the gateway counts it, read at most once a minute." />
      {rows.length === 0 ? (
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
          </THead>
          <TBody>
            {rows.map(({ key, quota }) => (
              <TRow key={key.credentialId}>
                <TCell rowHeader>
                  <KeyName usageKey={key} href={`/apps/${key.app.id}/keys/${key.credentialId}`} />
                </TCell>
                <QuotaCells outcome={quota} now={now} />
              </TRow>
            ))}
          </TBody>
        </Table>
      )}
    </section>
  );
}

const UNREAD: QuotaOutcome = { outcome: 'unread' };

function read(ctx: Context, credentialId: string): Promise<QuotaOutcome> {
  return readQuota(ctx, wiring().gateways, { credentialId }).catch((error: unknown) => {
    ctx.log.warn({ err: error, credentialId }, 'the quota could not be read');
    return UNREAD;
  });
}

function QuotaCells({ outcome, now }: { outcome: QuotaOutcome; now: Date }) {
  if (outcome.outcome !== 'read') {
    return (
      <TCell colSpan={3} className="text-ink-muted">
        {outcome.outcome === 'none' ? 'No quota' : 'Not told by the gateway yet'}
      </TCell>
    );
  }
  const { max, left, renewsAt } = outcome.quota;
  return (
    <>
      <TCell align="end">{valueWords(Math.max(0, left), 'count')}</TCell>
      <TCell align="end" hideBelow="sm">
        {valueWords(max, 'count')}
      </TCell>
      <TCell>{renewsAt ? <Time value={renewsAt} now={now} /> : 'With the next call'}</TCell>
    </>
  );
}
