import { Card } from '@/components/ui/card';
import { SectionHeader } from '@/components/ui/page-header';
import type { AppDetail } from '@/core/apps/get-app';
import { listTransferTargets } from '@/core/apps/list-transfer-targets';
import { getContext } from '@/server/context';
import { TransferDialog } from '../transfer-dialog';

/** Giving the app to a colleague, where there is one and the person who looks may. */
export async function TransferSection({ app }: { app: AppDetail }) {
  const targets = await listTransferTargets(await getContext(), app);
  if (targets.length === 0) return null;
  const isPersonal = app.visibility === 'personal';
  return (
    <section aria-labelledby="transfer" className="grid gap-4">
      <SectionHeader id="transfer" title="Transfer this app" />
      <Card>
        <div className="flex flex-wrap items-center justify-between gap-4">
          <p className="text-ink-muted">
            {isPersonal
              ? 'A colleague becomes its owner. It is personal: only they will see it.'
              : 'A colleague becomes its owner. Everybody who can use it now still can.'}
          </p>
          <TransferDialog app={app} targets={targets} />
        </div>
      </Card>
    </section>
  );
}
