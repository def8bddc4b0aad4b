import type { Metadata } from 'next';
import Link from 'next/link';
import { StatusBadge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import { type AdminLine, listAdmins } from '@/core/admins/list-admins';
import { can } from '@/core/policy';
import { requireAdmin } from '@/server/context';
import { roleWords } from './role-words';

export const metadata: Metadata = { title: 'Admins' };

const PATH = '/admin/admins';

export default async function AdminsPage() {
  const ctx = await requireAdmin(PATH);
  const admins = await listAdmins(ctx);
  return (
    <>
      <PageHeader
        title="Admins"
        description="Who runs this portal, and who may decide what."
        actions={
          can(ctx.actor, 'admin.manage') && (
            <ButtonLink href={`${PATH}/new`} variant="primary">
              Add admin
            </ButtonLink>
          )
        }
      />
      <div className="mt-4">
        <Table label="Admins">
          <THead>
            <TH>Name</TH>
            <TH>Role</TH>
            <TH>State</TH>
            <TH hideBelow="md">Second factor</TH>
            <TH hideBelow="lg">Last seen</TH>
          </THead>
          <TBody>
            {admins.map((admin) => (
              <AdminRow key={admin.id} admin={admin} now={ctx.now()} />
            ))}
          </TBody>
        </Table>
      </div>
    </>
  );
}

function AdminRow({ admin, now }: { admin: AdminLine; now: Date }) {
  const products = admin.products.map(({ name }) => name).join(', ');
  return (
    <TRow>
      <TCell rowHeader>
        <Link href={`${PATH}/${admin.id}`} className="link">
          {admin.name}
        </Link>
        <span className="block text-ink-muted text-xs">{admin.email}</span>
      </TCell>
      <TCell>
        {roleWords[admin.role].label}
        {products && <span className="block max-w-72 text-ink-muted text-xs">{products}</span>}
      </TCell>
      <TCell>
        {admin.status !== 'active' ? (
          <StatusBadge tone="neutral">Deactivated</StatusBadge>
        ) : admin.hasJoined ? (
          <StatusBadge tone="success">Active</StatusBadge>
        ) : (
          <StatusBadge tone="info">Invited</StatusBadge>
        )}
      </TCell>
      <TCell hideBelow="md">{admin.hasSecondFactor ? 'Set up' : <span className="text-ink-muted">None</span>}</TCell>
      <TCell hideBelow="lg">
        {admin.lastSeenAt ? <Time value={admin.lastSeenAt} now={now} /> : <span className="text-ink-muted">Never</span>}
      </TCell>
    </TRow>
  );
}
