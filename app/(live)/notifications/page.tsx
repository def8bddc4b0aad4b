import { Bell } from 'lucide-react';
import type { Metadata } from 'next';
import { z } from 'zod';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { Time } from '@/components/ui/time';
import { getMailChoices } from '@/core/notifications/get-mail-choices';
import { listNotifications, type NotificationLine } from '@/core/notifications/list-notifications';
import { can } from '@/core/policy';
import { listWatched } from '@/core/watching/list-watched';
import { requirePerson } from '@/server/context';
import { cursor } from '@/server/list-cursor';
import { ChoicesForm } from './choices-form';
import { OpenForm } from './open-form';
import { ReadAllForm } from './read-all-form';
import { Watched } from './watched';

export const metadata: Metadata = { title: 'Notifications' };

const PATH = '/notifications';
const place = z.object({
  after: cursor,
  before: cursor,
});

export default async function NotificationsPage({ searchParams }: PageProps<'/notifications'>) {
  const ctx = await requirePerson(PATH);
  const page = await listNotifications(ctx, place.parse(await searchParams));
  const choices = await getMailChoices(ctx);
  const hasUnread = page.rows.some(({ isRead }) => !isRead) || page.before !== null;
  return (
    <>
      <PageHeader
        title="Notifications"
        description="What happened that concerns you. It stands here for 90 days."
        actions={hasUnread && <ReadAllForm />}
      />
      <div className="mt-6 grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid gap-4">
          {page.rows.length > 0 ? (
            <Card padded={false}>
              <ul className="grid divide-y divide-line">
                {page.rows.map((line) => (
                  <li key={line.id}>
                    <OpenForm notificationId={line.id}>
                      <Line line={line} now={ctx.now()} />
                    </OpenForm>
                  </li>
                ))}
              </ul>
            </Card>
          ) : (
            <EmptyState
              icon={<Bell aria-hidden="true" />}
              title="Nothing has happened yet"
              description="Decisions, keys and news of your organization are listed here."
            />
          )}
          <Pagination
            previousHref={page.before && `${PATH}?${new URLSearchParams({ before: page.before })}`}
            nextHref={page.after && `${PATH}?${new URLSearchParams({ after: page.after })}`}
          />
        </div>
        <div className="grid gap-6">
          <Card id="mails">
            <ChoicesForm choices={choices} />
          </Card>
          {can(ctx.actor, 'product.watch') && <Watched products={await listWatched(ctx)} />}
        </div>
      </div>
    </>
  );
}

function Line({ line, now }: { line: NotificationLine; now: Date }) {
  return (
    <>
      <span
        aria-hidden="true"
        className={`mt-2 size-2 shrink-0 rounded-full ${line.isRead ? 'bg-transparent' : 'bg-accent'}`}
      />
      <span className="grid min-w-0 gap-0.5">
        <span className={`[overflow-wrap:anywhere] ${line.isRead ? 'text-ink-muted' : 'font-medium'}`}>
          {!line.isRead && <span className="sr-only">Unread: </span>}
          {line.title}
        </span>
        <span className="text-ink-muted text-sm">
          <Time value={line.createdAt} now={now} />
        </span>
      </span>
    </>
  );
}
