import { ButtonLink } from '@/components/ui/button';
import type { FormState } from '@/core/form-state';

/** After a refusal that is not about a field: somebody else was faster, or the request has changed. */
export function LookAgain({ state, requestId }: { state: FormState; requestId: string }) {
  if (state.status !== 'error' || Object.keys(state.fieldErrors).length > 0) return null;
  return (
    <ButtonLink href={`/admin/requests/${requestId}`} size="sm">
      Show it as it is now
    </ButtonLink>
  );
}
