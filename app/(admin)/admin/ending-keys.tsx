import Link from 'next/link';
import { SectionHeader } from '@/components/ui/page-header';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import { listEndingKeys } from '@/core/credentials/list-ending-keys';
import { getContext } from '@/server/context';

/** Keys that shall end and whose end the gateway has not proven; nothing where there is none. */
export async function EndingKeys() {
  const ctx = await getContext();
  const { keys, total } = await listEndingKeys(ctx);
  if (total === 0) return null;
  return (
    <section className="grid gap-3">
      <SectionHeader
        title="Keys that have not ended yet"
        description={`${total === 1 ? '1 key' : `${total} keys`} may still work. The portal goes on trying until the gateway proves the end.`}
      />
      <Table label="Keys that have not ended yet">
        <THead>
          <TH>App</TH>
          <TH>Key</TH>
          <TH hideBelow="md">Gateway</TH>
          <TH hideBelow="sm">What it waits for</TH>
          <TH>Ordered</TH>
        </THead>
        <TBody>
          {keys.map((key) => (
            <TRow key={key.id}>
              <TCell rowHeader>
                <Link href={`/admin/apps/${key.appId}`} className="link">
                  {key.appName}
                </Link>
                <span className="block font-normal text-ink-muted text-sm">{key.organizationName}</span>
              </TCell>
              <TCell>{key.lastFour ? `…${key.lastFour}` : 'Not made yet'}</TCell>
              <TCell hideBelow="md">{key.gatewayName}</TCell>
              <TCell hideBelow="sm">{key.problem ?? 'The gateway’s proof'}</TCell>
              <TCell>
                <Time value={key.since} now={ctx.now()} />
              </TCell>
            </TRow>
          ))}
        </TBody>
      </Table>
    </section>
  );
}
