import { Building2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { ActionForm } from '@/components/ui/action-form';
import { SubmitButton } from '@/components/ui/submit-button';
import { Time } from '@/components/ui/time';
import type { Prospects } from '@/core/join-requests/get-prospects';
import { submitJoinRequestAction, withdrawJoinRequestAction } from './actions';

/**
 * The organization that one's address belongs to, or the request to join one that waits. Nothing when there is neither.
 */
export function JoinCard({ prospects, now }: { prospects: Pick<Prospects, 'proposed' | 'joining'>; now: Date }) {
  const { proposed, joining } = prospects;
  if (joining) {
    return (
      <Line
        title={`You have asked to join ${joining.organizationName}`}
        about={
          <>
            Its super admins were told <Time value={joining.createdAt} now={now} />. You get a mail when they decide.
          </>
        }
      >
        <ActionForm action={withdrawJoinRequestAction} hidden={{ joinRequestId: joining.id }} summary={false}>
          <SubmitButton variant="secondary">Withdraw request</SubmitButton>
        </ActionForm>
      </Line>
    );
  }
  if (!proposed) return null;
  return (
    <Line
      title={`Your address belongs to ${proposed.name}`}
      about="Its super admins decide whether to let you in. Your apps come along, for you alone until you share them."
    >
      <ActionForm action={submitJoinRequestAction} hidden={{ organizationId: proposed.id }}>
        <SubmitButton>Ask to join</SubmitButton>
      </ActionForm>
    </Line>
  );
}

function Line({ title, about, children }: { title: string; about: ReactNode; children: ReactNode }) {
  return (
    <section className="card flex flex-wrap items-center justify-between gap-x-6 gap-y-4 p-5">
      <div className="flex min-w-0 flex-1 basis-72 items-center gap-4">
        <span className="grid size-10 flex-none place-items-center rounded-md bg-accent-soft text-accent-text">
          <Building2 aria-hidden="true" className="size-5" />
        </span>
        <div className="grid min-w-0 gap-0.5">
          <h2 className="font-medium [overflow-wrap:anywhere]">{title}</h2>
          <p className="text-ink-muted text-sm">{about}</p>
        </div>
      </div>
      {children}
    </section>
  );
}
