import { SectionHeader } from '@/components/ui/page-header';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import { listOwnerlessApps } from '@/core/apps/list-ownerless-apps';
import { listTransferTargets } from '@/core/apps/list-transfer-targets';
import type { DeveloperActor } from '@/core/identity/actor';
import type { ContextOf } from '@/server/context';
import { TransferDialog } from './transfer-dialog';

/**
 * For super admins: what has nobody to look after it, with the way to give it to somebody. Nothing where all is well.
 */
export async function OwnerlessApps({ ctx }: { ctx: ContextOf<DeveloperActor> }) {
  const apps = await listOwnerlessApps(ctx);
  if (apps.length === 0) return null;
  const { organization } = ctx.actor;
  const targets = await listTransferTargets(ctx, { organization, owner: null });
  return (
    <section aria-labelledby="ownerless" className="grid gap-4">
      <SectionHeader
        id="ownerless"
        title="Apps without an owner"
        description="Their owner has gone or is deactivated. Give each to somebody who looks after it."
      />
      <Table label="What each is, and whose it was">
        <THead>
          <TH>App</TH>
          <TH>Owner</TH>
          <TH hideBelow="sm">Keys that work</TH>
          <TH label="Actions" />
        </THead>
        <TBody>
          {apps.map((app) => (
            <TRow key={app.id}>
              <TCell rowHeader>{app.name}</TCell>
              <TCell>{app.ownerName ?? 'Nobody any more'}</TCell>
              <TCell hideBelow="sm">{app.activeKeys}</TCell>
              <TCell align="end">
                <TransferDialog app={app} targets={targets} size="sm" />
              </TCell>
            </TRow>
          ))}
        </TBody>
      </Table>
    </section>
  );
}
