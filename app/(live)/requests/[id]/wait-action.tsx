import { ActionForm } from '@/components/ui/action-form';
import { ButtonLink } from '@/components/ui/button';
import { SubmitButton } from '@/components/ui/submit-button';
import { Time } from '@/components/ui/time';
import type { Asked } from '@/core/access-requests/get-request';
import type { Tracker } from '@/core/access-requests/get-tracker';
import { nudgeDecidersAction } from '../actions';

/** What the developer can do while the request waits: answer, go on at the other system, remind. */
export function WaitAction({
  request,
  tracker: { nudgeFrom },
  onward,
  now,
}: {
  request: Asked;
  tracker: Tracker;
  /** The other system's name, where the developer has to go there. */
  onward: string | null;
  now: Date;
}) {
  if (request.informationAskedAt) {
    return (
      <ButtonLink href="#messages" variant="primary" size="sm">
        Answer
      </ButtonLink>
    );
  }
  if (onward) {
    return (
      <ButtonLink href={`/requests/${request.id}/continue`} variant="primary" size="sm">
        {`Continue at ${onward}`}
      </ButtonLink>
    );
  }
  if (!nudgeFrom) return null;
  if (nudgeFrom > now) {
    return (
      <p className="text-ink-muted text-sm">
        You can remind them from <Time value={nudgeFrom} now={now} format="moment" /> on.
      </p>
    );
  }
  return (
    <ActionForm action={nudgeDecidersAction} hidden={{ requestId: request.id }} className="justify-items-start gap-2">
      <p className="text-ink-muted text-sm">It takes longer than usual. You can remind those who decide, once a day.</p>
      <SubmitButton variant="secondary" size="sm">
        Remind them
      </SubmitButton>
    </ActionForm>
  );
}
