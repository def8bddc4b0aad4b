import { Eye } from 'lucide-react';
import { ActionForm } from '@/components/ui/action-form';
import { SubmitButton } from '@/components/ui/submit-button';
import type { Viewed } from '@/core/catalogs/view-as';
import { viewAsAction } from './actions';

/** Begins a view: leads to the live portal, seen as this person or team. `describedBy` names whom, in a list of many. */
export function ViewAsForm({
  viewed,
  next,
  label = 'View as',
  describedBy,
}: {
  viewed: Viewed;
  /** The page of the live portal to begin with; the catalogs when none is given. */
  next?: string | undefined;
  label?: string;
  describedBy?: string;
}) {
  return (
    <ActionForm
      action={viewAsAction}
      hidden={{ kind: viewed.kind, id: viewed.id, ...(next && { next }) }}
      confirm="none"
      className="justify-items-start"
    >
      <SubmitButton variant="secondary" aria-describedby={describedBy}>
        <Eye aria-hidden="true" />
        {label}
      </SubmitButton>
    </ActionForm>
  );
}
