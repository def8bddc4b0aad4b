import type { Metadata } from 'next';
import { z } from 'zod';
import { Alert } from '@/components/ui/alert';
import { StatusBadge } from '@/components/ui/badge';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Facts } from '@/components/ui/facts';
import { PageHeader } from '@/components/ui/page-header';
import { getMailTemplate } from '@/core/mail-templates/get';
import { previewMailTemplate } from '@/core/mail-templates/preview';
import { can } from '@/core/policy';
import { requireAdmin } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { wiring } from '@/server/wiring';
import { resetMailTemplateAction } from '../actions';
import { VariablesCard } from './variables-card';
import { VersionsCard } from './versions-card';
import { WordingForm } from './wording-form';

export const metadata: Metadata = { title: 'Mail template' };

const query = z.object({ version: z.coerce.number().int().positive().optional().catch(undefined) });

export default async function MailTemplatePage({ params, searchParams }: PageProps<'/admin/emails/[message]'>) {
  const { message } = await params;
  const ctx = await requireAdmin(`/admin/emails/${encodeURIComponent(message)}`);
  const { version } = query.parse(await searchParams);
  const { renderer } = wiring();
  const template = await orNotFound(getMailTemplate(ctx, renderer, { message, version }));
  const { wording, newest, isCustomised } = template;
  const preview = await previewMailTemplate(ctx, renderer, { message, wording });
  const mayChange = can(ctx.actor, 'mail.change');
  return (
    <>
      <TemplateHeader message={message} title={template.title} isCustomised={isCustomised} mayChange={mayChange} />
      <div className="mt-4 grid gap-4">
        {!mayChange && <Alert>Your role reads the templates. Owners and admins change them.</Alert>}
        <Facts
          facts={[
            { label: 'Sent when', value: template.sentWhen },
            { label: 'To', value: template.sentTo },
          ]}
        />
        <WordingForm
          // A wording that is shown anew, for instance an older version, starts with fields of its own.
          key={`${version ?? 'live'}-${newest}-${isCustomised}`}
          message={message}
          newest={newest}
          wording={wording}
          mayChange={mayChange}
          initial={preview}
          variables={
            <>
              <VariablesCard variables={template.variables} />
              <VersionsCard
                message={message}
                versions={template.versions}
                shown={version ?? null}
                mayChange={mayChange}
                now={ctx.now()}
              />
            </>
          }
        />
      </div>
    </>
  );
}

function TemplateHeader({
  message,
  title,
  isCustomised,
  mayChange,
}: {
  message: string;
  title: string;
  isCustomised: boolean;
  mayChange: boolean;
}) {
  return (
    <PageHeader
      title={title}
      crumbs={[{ label: 'Emails', href: '/admin/emails' }]}
      badge={
        isCustomised ? (
          <StatusBadge tone="accent">Customised</StatusBadge>
        ) : (
          <StatusBadge tone="neutral">Built-in</StatusBadge>
        )
      }
      actions={
        mayChange &&
        isCustomised && (
          <ConfirmDialog
            trigger="Reset to default"
            title={`Reset “${title}” to the built-in wording?`}
            consequences={['The next mail uses the built-in wording.', 'Your versions stay and can be restored.']}
            action={resetMailTemplateAction}
            hidden={{ message }}
          />
        )
      }
    />
  );
}
