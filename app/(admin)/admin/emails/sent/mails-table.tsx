import Link from 'next/link';
import { StatusBadge } from '@/components/ui/badge';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import type { MailLine, MailState } from '@/core/mails/list-mails';
import { ResendForm } from './resend-form';

/** The ledger of mails. */
export function MailsTable({
  mails,
  titles,
  mayChange,
  now,
}: {
  mails: readonly MailLine[];
  /** How each message is called. */
  titles: Readonly<Record<string, string>>;
  mayChange: boolean;
  now: Date;
}) {
  return (
    <Table label="Sent mails">
      <THead>
        <TH>To</TH>
        <TH hideBelow="md">Mail</TH>
        <TH>State</TH>
        <TH hideBelow="lg">Tries</TH>
        <TH hideBelow="sm">When</TH>
        {mayChange && <TH label="Act" fit />}
      </THead>
      <TBody>
        {mails.map((mail) => (
          <TRow key={mail.id}>
            <TCell rowHeader className="align-top">
              <Recipient mail={mail} />
              <span className="block text-ink-muted text-xs md:hidden">{titles[mail.message] ?? mail.message}</span>
            </TCell>
            <TCell hideBelow="md" className="align-top">
              {titles[mail.message] ?? mail.message}
              {mail.subjectLine && <span className="block text-ink-muted text-xs">{mail.subjectLine}</span>}
            </TCell>
            <TCell className="align-top">
              <StatusBadge tone={STATES[mail.state].tone}>{STATES[mail.state].label}</StatusBadge>
              {mail.lastError && (
                <span className="mt-0.5 block max-w-72 text-ink-muted text-xs [overflow-wrap:anywhere]">
                  {mail.lastError}
                </span>
              )}
            </TCell>
            <TCell hideBelow="lg" className="align-top tabular-nums">
              {mail.attempts}
            </TCell>
            <TCell hideBelow="sm" className="align-top">
              <Time value={mail.sentAt ?? mail.createdAt} now={now} />
            </TCell>
            {mayChange && (
              <TCell fit className="align-top">
                {mail.state !== 'queued' && mail.address && <ResendForm mailId={mail.id} address={mail.address} />}
              </TCell>
            )}
          </TRow>
        ))}
      </TBody>
    </Table>
  );
}

const STATES: Record<MailState, { label: string; tone: 'info' | 'success' | 'danger' | 'neutral' }> = {
  queued: { label: 'Queued', tone: 'info' },
  sent: { label: 'Sent', tone: 'success' },
  failed: { label: 'Failed', tone: 'danger' },
  dropped: { label: 'Not sent', tone: 'neutral' },
};

function Recipient({ mail }: { mail: MailLine }) {
  const name = mail.personName ?? mail.address ?? 'Somebody who has left';
  return (
    <>
      {mail.developerId ? (
        <Link href={`/admin/users/${mail.developerId}`} className="link">
          {name}
        </Link>
      ) : (
        name
      )}
      {mail.personName && <span className="block text-ink-muted text-xs [overflow-wrap:anywhere]">{mail.address}</span>}
    </>
  );
}
