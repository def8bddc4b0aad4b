import type { Metadata } from 'next';
import Link from 'next/link';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { CopyField } from '@/components/ui/copy-field';
import { Facts } from '@/components/ui/facts';
import { Meter } from '@/components/ui/meter';
import { PageHeader, SectionHeader } from '@/components/ui/page-header';
import { QrCode } from '@/components/ui/qr-code';
import { Time } from '@/components/ui/time';
import { listHistory } from '@/core/audit/list-history';
import { getInviteCode, type InviteCodeDetail } from '@/core/invite-codes/get-invite-code';
import { listJoinableTeams } from '@/core/invite-codes/list-joinable-teams';
import { can } from '@/core/policy';
import { requireAdmin } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { History } from '../../requests/[id]/panels';
import { CodeState, whyUnusable } from '../code-state';
import { ChangeForm } from './change-form';
import { UsedBy } from './used-by';

export const metadata: Metadata = { title: 'Invite code' };

export default async function InviteCodePage({ params }: PageProps<'/admin/invite-codes/[id]'>) {
  const { id } = await params;
  const ctx = await requireAdmin(`/admin/invite-codes/${id}`);
  const code = await orNotFound(getInviteCode(ctx, id));
  const teams = await listJoinableTeams(ctx);
  const history = await listHistory(ctx, { subjects: [{ kind: 'invite_code', id: code.id }] });
  const now = ctx.now();
  const mayChange = can(ctx.actor, 'inviteCode.manage');
  const reason = whyUnusable(code.state);
  return (
    <>
      <PageHeader
        crumbs={[{ href: '/admin/invite-codes', label: 'Invite codes' }]}
        title={`Invite code for ${code.teamName}`}
        badge={<CodeState state={code.state} />}
        {...(code.note && { description: code.note })}
      />
      <div className="mt-4 grid items-start gap-6 lg:grid-cols-[3fr_2fr]">
        <div className="grid gap-6">
          {reason && <Alert tone="warning">{reason}</Alert>}
          <Share code={code} />
          <section className="grid gap-3">
            <SectionHeader title="Who used it" />
            <UsedBy code={code} now={now} mayChange={mayChange} />
          </section>
        </div>
        <div className="grid gap-6">
          <About code={code} now={now} />
          <Card title="Terms">
            <ChangeForm code={code} teams={withCurrent(teams, code)} mayChange={mayChange} />
          </Card>
          {history.length > 0 && <History of={{ kind: 'invite_code', id: code.id }} entries={history} now={now} />}
        </div>
      </div>
    </>
  );
}

function Share({ code: { code, link } }: { code: InviteCodeDetail }) {
  if (code === null || link === null) {
    return <Alert>Your role does not read the code itself: whoever has it can register.</Alert>;
  }
  return (
    <Card title="Share it" description="Whoever has the code or the link can register until it is used up or expires.">
      <div className="flex flex-wrap items-start gap-6">
        <div className="grid min-w-0 flex-1 basis-72 gap-4">
          <CopyField label="Code" value={code} copyLabel="Copy code" />
          <CopyField label="Link" value={link} copyLabel="Copy link" />
        </div>
        <QrCode text={link} label="QR code of the link" size={148} />
      </div>
    </Card>
  );
}

function About({ code, now }: { code: InviteCodeDetail; now: Date }) {
  return (
    <Card title="About">
      <div className="grid gap-4">
        <Meter label="Slots used" value={code.used} max={code.quota} text={`${code.used} of ${code.quota}`} />
        <Facts
          facts={[
            {
              label: 'Organization',
              value: (
                <Link href={`/admin/organizations/${code.organization.id}`} className="link">
                  {code.organization.name}
                </Link>
              ),
            },
            { label: 'Team', value: code.teamName },
            {
              label: 'Expires',
              value: code.expiresAt ? <Time value={code.expiresAt} now={now} format="moment" /> : 'Never',
            },
            { label: 'Issued', value: <Time value={code.createdAt} now={now} /> },
            code.createdByName ? { label: 'By', value: code.createdByName } : null,
          ]}
        />
      </div>
    </Card>
  );
}

/** The team of a suspended organization cannot be chosen, but it is the one that the code has. */
function withCurrent(teams: Awaited<ReturnType<typeof listJoinableTeams>>, code: InviteCodeDetail) {
  if (teams.some(({ id }) => id === code.teamId)) return teams;
  return [{ id: code.teamId, name: code.teamName, organizationName: code.organization.name }, ...teams];
}
