import { CircleCheck } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { UsageSection } from '@/app/(live)/usage/usage-section';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader, SectionHeader } from '@/components/ui/page-header';
import { shownCount } from '@/components/ui/shown-count';
import { Stat } from '@/components/ui/stat';
import { timeAgo } from '@/components/ui/time';
import type { Waiting, WhatWaits } from '@/core/audit/count-waiting';
import { listAuditEvents } from '@/core/audit/list-events';
import { listProblems } from '@/core/audit/list-problems';
import { type Actor, isActiveAdmin } from '@/core/identity/actor';
import { can } from '@/core/policy';
import { requireAdmin } from '@/server/context';
import { EndingKeys } from './ending-keys';
import { ProblemTable } from './problem-table';
import { RecentActivity } from './recent-activity';
import { loadWaiting } from './waiting';

export const metadata: Metadata = { title: 'Home' };

export default async function AdminHomePage() {
  const ctx = await requireAdmin('/admin');
  const [waits, problems, { rows }] = await Promise.all([loadWaiting(), listProblems(ctx), listAuditEvents(ctx, {})]);
  const now = ctx.now();
  const hasProblem =
    waits.failedKeys +
      waits.failedMails +
      waits.deadJobs +
      waits.gatewayProblems +
      problems.untold.length +
      problems.found.length +
      problems.webhooks.length >
    0;
  return (
    <>
      <PageHeader title="Home" description="What waits for a decision, and what went wrong." />
      <div className="mt-4 grid gap-8">
        <Decisions waits={waits} isAboutAll={decidesAboutAll(ctx.actor)} now={now} />
        {hasProblem && (
          <section className="grid gap-3">
            <SectionHeader title="Problems" description="These do not mend themselves." />
            <ProblemTable problems={problems} waits={waits} mayRetry={can(ctx.actor, 'credential.retry')} now={now} />
          </section>
        )}
        <UsageSection ctx={ctx} href="/admin/usage" />
        <EndingKeys />
        <section className="grid gap-3">
          <SectionHeader
            title="Recent activity"
            actions={
              <Link href="/admin/audit" className="link text-sm">
                Open the audit log
              </Link>
            }
          />
          <RecentActivity events={rows.slice(0, RECENT)} now={now} />
        </section>
      </div>
    </>
  );
}

/** As many events as one takes in at a glance. */
const RECENT = 12;

/** An approver of chosen products is told nothing of developers and organizations: others decide about them. */
function decidesAboutAll(actor: Actor): boolean {
  return isActiveAdmin(actor) && actor.productIds === null;
}

function Decisions({ waits, isAboutAll, now }: { waits: WhatWaits; isAboutAll: boolean; now: Date }) {
  const { requests, developers, organizations } = waits;
  if (requests.count + developers.count + organizations.count === 0) {
    return (
      <EmptyState
        icon={<CircleCheck aria-hidden="true" />}
        title="Nothing waits"
        description={
          isAboutAll
            ? 'Access requests, developers and organizations that need a decision stand here.'
            : 'Access requests for your products that need a decision stand here.'
        }
      />
    );
  }
  return (
    <section className="grid gap-3">
      <SectionHeader title="For a decision" />
      <div className="grid gap-3 sm:grid-cols-3">
        <Stat
          label="Requests"
          value={shownCount(requests.count)}
          hint={oldest(requests, now)}
          href="/admin/requests?kind=request"
        />
        {isAboutAll && (
          <>
            <Stat
              label="Developers"
              value={shownCount(developers.count)}
              hint={oldest(developers, now)}
              href="/admin/requests?kind=developer"
            />
            <Stat
              label="Organizations"
              value={shownCount(organizations.count)}
              hint={oldest(organizations, now)}
              href="/admin/requests?kind=organization"
            />
          </>
        )}
      </div>
    </section>
  );
}

function oldest(waiting: Waiting, now: Date): string {
  return waiting.oldest ? `The oldest since ${timeAgo(waiting.oldest, now)}` : 'Nobody waits';
}
