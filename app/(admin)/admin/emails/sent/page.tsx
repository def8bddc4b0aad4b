import { MailX } from 'lucide-react';
import type { Metadata } from 'next';
import { z } from 'zod';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterBar } from '@/components/ui/filter-bar';
import { Pagination } from '@/components/ui/pagination';
import { listMails } from '@/core/mails/list-mails';
import { can } from '@/core/policy';
import { requireAdmin } from '@/server/context';
import { cursor } from '@/server/list-cursor';
import { wiring } from '@/server/wiring';
import { addressWith } from '../../address-with';
import { EmailsFrame } from '../emails-frame';
import { MailsTable } from './mails-table';

export const metadata: Metadata = { title: 'Sent mails' };

const PATH = '/admin/emails/sent';
const text = z.string().max(200).catch('');
const query = z.object({
  q: text,
  state: text,
  message: text,
  after: cursor,
  before: cursor,
});

const STATES = [
  { value: '', label: 'Every state' },
  { value: 'queued', label: 'Queued' },
  { value: 'sent', label: 'Sent' },
  { value: 'failed', label: 'Failed' },
  { value: 'dropped', label: 'Not sent' },
];

export default async function SentMailsPage({ searchParams }: PageProps<'/admin/emails/sent'>) {
  const ctx = await requireAdmin(PATH);
  const { after, before, ...asked } = query.parse(await searchParams);
  const { q, state, message } = asked;
  const page = await listMails(ctx, { search: q, state, message }, { after, before });
  const titles = wiring().renderer.about();
  const isFiltered = Object.values(asked).some(Boolean);
  return (
    <EmailsFrame description="What was sent to whom, and how it went. What stood in a mail is not kept.">
      <FilterBar
        action={PATH}
        search={{ label: 'Search mails', placeholder: 'Address, name or subject', value: q }}
        filters={[
          { name: 'state', label: 'State', options: STATES, value: state },
          {
            name: 'message',
            label: 'Mail',
            options: [
              { value: '', label: 'Every mail' },
              ...titles.map(({ name, title }) => ({ value: name, label: title })),
            ],
            value: message,
          },
        ]}
        resetHref={isFiltered ? PATH : undefined}
      />
      {page.rows.length > 0 ? (
        <MailsTable
          mails={page.rows}
          titles={Object.fromEntries(titles.map(({ name, title }) => [name, title]))}
          mayChange={can(ctx.actor, 'mail.change')}
          now={ctx.now()}
        />
      ) : (
        <EmptyState
          icon={<MailX aria-hidden="true" />}
          title={isFiltered ? 'No mail matches' : 'No mail yet'}
          description={isFiltered ? 'Change the filters.' : 'Every mail that the portal sends is listed here.'}
        />
      )}
      <Pagination
        previousHref={page.before && addressWith(PATH, { ...asked, before: page.before })}
        nextHref={page.after && addressWith(PATH, { ...asked, after: page.after })}
      />
    </EmailsFrame>
  );
}
