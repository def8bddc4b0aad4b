import type { Metadata } from 'next';
import { cache } from 'react';
import { z } from 'zod';
import { Badge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { getTimeline } from '@/core/audit/get-timeline';
import { requireAdmin } from '@/server/context';
import { cursor } from '@/server/list-cursor';
import { orNotFound } from '@/server/or-not-found';
import { addressWith } from '../../../address-with';
import { hrefOfRecord } from '../../../audit-subject';
import { SUBJECT_WORDS } from '../../../subject-words';
import { timelineHref } from '../../../timeline-link';
import { AUDIT_PATH } from '../../audit-query';
import { AuditTable } from '../../audit-table';

type Props = PageProps<'/admin/audit/[kind]/[id]'>;

const query = z.object({ after: cursor, before: cursor });

const load = cache(async (kind: string, id: string, after: string | undefined, before: string | undefined) => {
  const ctx = await requireAdmin(timelineHref(kind, id));
  return { ctx, timeline: await orNotFound(getTimeline(ctx, { kind, id }, { after, before })) };
});

async function loadFor({ params, searchParams }: Props) {
  const { kind, id } = await params;
  const { after, before } = query.parse(await searchParams);
  return load(kind, id, after, before);
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { timeline } = await loadFor(props);
  return { title: `${timeline.name ?? SUBJECT_WORDS[timeline.kind]} in the audit log` };
}

/** Everything that happened to one thing, and to what belongs to it. */
export default async function TimelinePage(props: Props) {
  const { ctx, timeline } = await loadFor(props);
  const { kind, id, name, subject, hasBelongings, page } = timeline;
  const href = (at: { after?: string; before?: string }) => addressWith(timelineHref(kind, id), at);
  return (
    <>
      <PageHeader
        crumbs={[{ href: AUDIT_PATH, label: 'Audit log' }]}
        title={name ?? SUBJECT_WORDS[kind]}
        badge={<Badge>{SUBJECT_WORDS[kind]}</Badge>}
        description={`Everything that happened to it${hasBelongings ? ' and to what belongs to it' : ''}, newest first.`}
        actions={
          <>
            {kind === 'user' && <ButtonLink href={addressWith(AUDIT_PATH, { who: id })}>What they did</ButtonLink>}
            {subject?.about && <ButtonLink href={hrefOfRecord(subject.about)}>Open its page</ButtonLink>}
          </>
        }
      />
      <div className="mt-4 grid gap-4">
        {page.rows.length > 0 ? (
          <AuditTable events={page.rows} now={ctx.now()} />
        ) : (
          <EmptyState title="Nothing was written down" description="It was here before the audit log was." />
        )}
        <Pagination
          previousHref={page.before && href({ before: page.before })}
          nextHref={page.after && href({ after: page.after })}
        />
      </div>
    </>
  );
}
