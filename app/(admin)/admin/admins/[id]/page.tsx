import type { Metadata } from 'next';
import { Alert } from '@/components/ui/alert';
import { StatusBadge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { Facts } from '@/components/ui/facts';
import { PageHeader } from '@/components/ui/page-header';
import { Time } from '@/components/ui/time';
import { getAdmin } from '@/core/admins/get-admin';
import type { AdminLine } from '@/core/admins/list-admins';
import { listDecidableProducts } from '@/core/admins/list-decidable-products';
import { listHistory } from '@/core/audit/list-history';
import { can } from '@/core/policy';
import { requireAdmin } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { History } from '../../requests/[id]/panels';
import { SecondFactorOf } from '../../users/[id]/second-factor/second-factor-of';
import { AdminActs } from './admin-acts';
import { ChangeForm } from './change-form';

export const metadata: Metadata = { title: 'Admin' };

export default async function AdminPage({ params }: PageProps<'/admin/admins/[id]'>) {
  const { id } = await params;
  const ctx = await requireAdmin(`/admin/admins/${id}`);
  const admin = await orNotFound(getAdmin(ctx, id));
  const products = await listDecidableProducts(ctx);
  const history = await listHistory(ctx, { subjects: [{ kind: 'user', id: admin.id }] });
  const now = ctx.now();
  const mayChange = can(ctx.actor, 'admin.manage');
  const isOneself = admin.id === ctx.actor.userId;
  return (
    <>
      <PageHeader
        crumbs={[{ href: '/admin/admins', label: 'Admins' }]}
        title={admin.name}
        description={admin.email}
        badge={<AdminState admin={admin} />}
        {...(mayChange && !isOneself && { actions: <AdminActs admin={admin} /> })}
      />
      <div className="mt-4 grid items-start gap-4 lg:grid-cols-[3fr_2fr]">
        <div className="grid gap-4">
          {!mayChange && <Alert>Your role sees who the admins are. Owners change them.</Alert>}
          {mayChange && isOneself && <Alert>This is you. Another owner can change your role.</Alert>}
          <Card title="Role">
            <ChangeForm admin={admin} products={products} mayChange={mayChange} isOneself={isOneself} />
          </Card>
        </div>
        <div className="grid gap-4">
          <Card title="About">
            <Facts
              facts={[
                { label: 'Added', value: <Time value={admin.createdAt} now={now} /> },
                {
                  label: 'Last seen',
                  value: admin.lastSeenAt ? <Time value={admin.lastSeenAt} now={now} /> : 'Never',
                },
              ]}
            />
          </Card>
          <SecondFactorOf ctx={ctx} user={admin} mayRemove={mayChange && !isOneself} />
          {history.length > 0 && <History of={{ kind: 'user', id: admin.id }} entries={history} now={now} />}
        </div>
      </div>
    </>
  );
}

function AdminState({ admin }: { admin: AdminLine }) {
  if (admin.status !== 'active') return <StatusBadge tone="neutral">Deactivated</StatusBadge>;
  return admin.hasJoined ? (
    <StatusBadge tone="success">Active</StatusBadge>
  ) : (
    <StatusBadge tone="info">Invited</StatusBadge>
  );
}
