import type { Metadata } from 'next';
import Link from 'next/link';
import { StatusBadge } from '@/components/ui/badge';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import { listMailTemplates } from '@/core/mail-templates/list';
import { requireAdmin } from '@/server/context';
import { wiring } from '@/server/wiring';
import { EmailsFrame } from './emails-frame';

export const metadata: Metadata = { title: 'Emails' };

export default async function EmailsPage() {
  const ctx = await requireAdmin('/admin/emails');
  const templates = await listMailTemplates(ctx, wiring().renderer);
  return (
    <EmailsFrame description="Every mail that the portal sends, and how it is worded.">
      <Table label="Mail templates">
        <THead>
          <TH>Mail</TH>
          <TH hideBelow="md">Sent when</TH>
          <TH hideBelow="lg">To</TH>
          <TH>Wording</TH>
        </THead>
        <TBody>
          {templates.map((template) => (
            <TRow key={template.name}>
              <TCell rowHeader>
                <Link href={`/admin/emails/${template.name}`} className="link">
                  {template.title}
                </Link>
              </TCell>
              <TCell hideBelow="md">{template.sentWhen}</TCell>
              <TCell hideBelow="lg">{template.sentTo}</TCell>
              <TCell>
                {template.saved ? (
                  <span className="grid gap-0.5">
                    <span>
                      <StatusBadge tone="accent">Customised</StatusBadge>
                    </span>
                    <span className="text-ink-muted text-xs">
                      <Time value={template.saved.at} now={ctx.now()} /> by{' '}
                      {template.saved.by ?? 'somebody who has left'}
                    </span>
                  </span>
                ) : (
                  <span className="text-ink-muted">Built-in</span>
                )}
              </TCell>
            </TRow>
          ))}
        </TBody>
      </Table>
    </EmailsFrame>
  );
}
