import { ActionForm } from '@/components/ui/action-form';
import { Checkbox } from '@/components/ui/checkbox';
import { SubmitButton } from '@/components/ui/submit-button';
import type { AudienceLine } from '@/core/catalogs/list-audience';
import type { FormAction } from '@/core/form-state';

/**
 * Organizations and teams as checkboxes. It says whom it showed (`among`), so that whoever was chosen meanwhile, or was
 * not found by the search, stays.
 */
export function AudienceForm({
  action,
  hidden,
  organizations,
  teams,
  mayChange,
}: {
  action: FormAction;
  hidden: Record<string, string>;
  organizations: readonly AudienceLine[];
  teams: readonly AudienceLine[];
  mayChange: boolean;
}) {
  return (
    <ActionForm action={action} hidden={hidden}>
      {[...organizations, ...teams].map(({ id }) => (
        <input key={id} type="hidden" name="among" value={id} />
      ))}
      <div className="grid items-start gap-6 md:grid-cols-2">
        <Boxes legend="Organizations" name="organizationIds" lines={organizations} mayChange={mayChange} />
        <Boxes legend="Teams" name="teamIds" lines={teams} mayChange={mayChange} />
      </div>
      {mayChange && <SubmitButton className="justify-self-start">Save audience</SubmitButton>}
    </ActionForm>
  );
}

function Boxes({
  legend,
  name,
  lines,
  mayChange,
}: {
  legend: string;
  name: string;
  lines: readonly AudienceLine[];
  mayChange: boolean;
}) {
  return (
    <fieldset className="grid gap-2">
      <legend className="field-label mb-1.5">{legend}</legend>
      {lines.length === 0 && <p className="text-ink-muted">None.</p>}
      <div className="grid max-h-112 gap-2.5 overflow-y-auto p-1">
        {lines.map(({ id, name: label, about, isChosen }) => (
          <Checkbox
            key={id}
            name={name}
            value={id}
            label={label}
            hint={about}
            defaultChecked={isChosen}
            disabled={!mayChange}
          />
        ))}
      </div>
    </fieldset>
  );
}
