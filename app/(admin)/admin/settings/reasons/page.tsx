import { MessageSquareText } from 'lucide-react';
import type { Metadata } from 'next';
import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Dialog } from '@/components/ui/dialog';
import { EmptyState } from '@/components/ui/empty-state';
import { type DecisionReason, listReasons } from '@/core/decision-reasons/list-reasons';
import { can } from '@/core/policy';
import { requireAdmin } from '@/server/context';
import { SettingsFrame } from '../settings-frame';
import { deleteReasonAction } from './actions';
import { ReasonForm } from './reason-form';

export const metadata: Metadata = { title: 'Kept reasons' };

const KINDS = [
  {
    kind: 'decline',
    title: 'Reasons for declining',
    description: 'Offered wherever a request, a developer or an organization is declined.',
    add: 'Add a reason',
    none: 'No reason is kept yet',
  },
  {
    kind: 'question',
    title: 'Questions',
    description: 'Offered wherever whoever asked is asked for more information.',
    add: 'Add a question',
    none: 'No question is kept yet',
  },
] as const;

export default async function ReasonsPage() {
  const ctx = await requireAdmin('/admin/settings/reasons');
  const reasons = await listReasons(ctx);
  const mayChange = can(ctx.actor, 'decisionReason.change');
  return (
    <SettingsFrame
      title="Kept reasons"
      description="Words that you use again and again when you decide. What was sent with them keeps its own words."
      mayChange={mayChange}
    >
      {KINDS.map(({ kind, title, description, add, none }) => (
        <Card
          key={kind}
          title={title}
          description={description}
          {...(mayChange && {
            actions: (
              <Dialog trigger={add} title={add}>
                <ReasonForm kind={kind} />
              </Dialog>
            ),
          })}
        >
          <Reasons reasons={reasons.filter((reason) => reason.kind === kind)} mayChange={mayChange} none={none} />
        </Card>
      ))}
    </SettingsFrame>
  );
}

function Reasons({
  reasons,
  mayChange,
  none,
}: {
  reasons: readonly DecisionReason[];
  mayChange: boolean;
  none: string;
}) {
  if (reasons.length === 0) return <EmptyState icon={<MessageSquareText aria-hidden="true" />} title={none} />;
  return (
    <ul className="grid gap-4">
      {reasons.map((reason) => (
        <li
          key={reason.id}
          className="flex flex-wrap items-start justify-between gap-3 not-first:border-line not-first:border-t not-first:pt-4"
        >
          <div className="grid min-w-0 flex-1 basis-64 gap-1">
            <p className="font-medium">{reason.title}</p>
            <p className="whitespace-pre-line text-ink-muted text-sm [overflow-wrap:anywhere]">{reason.body}</p>
          </div>
          {mayChange && <Acts reason={reason} />}
        </li>
      ))}
    </ul>
  );
}

function Acts({ reason }: { reason: DecisionReason }) {
  const { id, kind, title } = reason;
  return (
    <div className="flex gap-2">
      <Dialog trigger="Edit" triggerSize="sm" title={`Edit ${title}`}>
        <ReasonForm kind={kind} reason={reason} />
      </Dialog>
      <ConfirmDialog
        trigger="Delete"
        triggerSize="sm"
        title={`Delete ${title}?`}
        consequences={['It is not offered any more.', 'What was sent with it stays as it is.']}
        action={deleteReasonAction}
        hidden={{ reasonId: id }}
      />
    </div>
  );
}
