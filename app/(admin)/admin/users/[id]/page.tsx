import type { Metadata } from 'next';
import Link from 'next/link';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { getUser, type UserDetail } from '@/core/members/get-user';
import { listUserHistory } from '@/core/members/list-user-history';
import { can } from '@/core/policy';
import { requireAdmin } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { ViewAsForm } from '../../view-as/view-as-form';
import { UserStatusBadge } from '../user-status';
import { NextStep } from './next-step';
import { Account, Apps, History, Requests, Sessions, SignUpAnswers } from './panels';
import { SecondFactorOf } from './second-factor/second-factor-of';
import { TokensOf } from './tokens/tokens-of';
import { UserActs } from './user-acts';

export const metadata: Metadata = { title: 'User' };

export default async function UserPage({ params }: PageProps<'/admin/users/[id]'>) {
  const { id } = await params;
  const ctx = await requireAdmin(`/admin/users/${id}`);
  const user = await orNotFound(getUser(ctx, id));
  const events = await listUserHistory(ctx, user.id);
  const now = ctx.now();
  return (
    <>
      <PageHeader
        title={user.name}
        badge={<UserStatusBadge status={user.state} />}
        description={<span className="[overflow-wrap:anywhere]">{user.email}</span>}
        crumbs={[{ label: 'Users', href: '/admin/users' }]}
        actions={<UserActs user={user} actor={ctx.actor} />}
      />
      <div className="mt-4 grid gap-4">
        <NextStep
          user={user}
          may={{ activate: can(ctx.actor, 'user.activate'), invite: can(ctx.actor, 'user.create') }}
          now={now}
        />
        <div className="grid items-start gap-4 lg:grid-cols-2">
          <div className="grid min-w-0 gap-4">
            <Account user={user} now={now} />
            <Apps user={user} now={now} />
            <Requests user={user} now={now} />
            <SignUpAnswers user={user} />
          </div>
          <div className="grid min-w-0 gap-4">
            <Sessions user={user} now={now} mayEnd={can(ctx.actor, 'session.end', { userId: user.id })} />
            <SecondFactorOf ctx={ctx} user={user} mayRemove={can(ctx.actor, 'user.change')} />
            <TokensOf ctx={ctx} user={user} />
            <History events={events} userId={user.id} now={now} />
            {can(ctx.actor, 'offer.view_as') && user.state === 'active' && (
              <Card title="What is offered to them" description="The catalogs and products that they see.">
                <ViewAsForm viewed={{ kind: 'person', id: user.id }} label="View the portal as them" />
              </Card>
            )}
            {can(ctx.actor, 'user.move') && <Elsewhere user={user} />}
          </div>
        </div>
      </div>
    </>
  );
}

/** What takes somebody out of where they are: each on a page of its own, which shows the effects first. */
function Elsewhere({ user }: { user: UserDetail }) {
  return (
    <Card title="Move or delete">
      <ul className="grid gap-2">
        <li>
          <Link href={`/admin/users/${user.id}/move`} className="link">
            Move to another organization
          </Link>
          <span className="block text-ink-muted text-sm">You choose what happens to their apps and keys.</span>
        </li>
        <li>
          <Link href={`/admin/users/${user.id}/delete`} className="link">
            Delete this user
          </Link>
          <span className="block text-ink-muted text-sm">For good. You see first what goes with it.</span>
        </li>
      </ul>
    </Card>
  );
}
