import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import type { AppDetail } from '@/core/apps/get-app';

/**
 * What an app is called and who shares it, inside an ActionForm. `personalLabel` is how the choice is called that takes
 * it from everybody but its owner; null where it cannot be chosen.
 */
export function AppFields({ app, personalLabel }: { app: AppDetail; personalLabel: string | null }) {
  return (
    <>
      {app.organization.isDefault && <input type="hidden" name="visibility" value="personal" />}
      <Field name="appName" label="Name">
        <Input defaultValue={app.name} maxLength={120} autoComplete="off" />
      </Field>
      <Field name="appDescription" label="Description" required={false}>
        <Textarea defaultValue={app.description} maxLength={2000} />
      </Field>
      {!app.organization.isDefault && (
        <Field name="visibility" label="Who can use it and its keys">
          <Select defaultValue={currentChoice(app)} options={choices(app, personalLabel)} />
        </Field>
      )}
    </>
  );
}

function currentChoice({ visibility, teamId }: AppDetail): string {
  return visibility === 'team' ? `team:${teamId}` : visibility;
}

function choices(app: AppDetail, personalLabel: string | null) {
  const { teams } = app;
  const foreignTeam =
    app.teamId !== null && !teams.some(({ id }) => id === app.teamId)
      ? [{ value: `team:${app.teamId}`, label: `Team ${app.teamName ?? ''}` }]
      : [];
  return [
    { value: 'organization', label: `Everybody in ${app.organization.name}` },
    ...teams.map(({ id, name }) => ({ value: `team:${id}`, label: `Team ${name}` })),
    ...foreignTeam,
    ...(personalLabel === null ? [] : [{ value: 'personal', label: personalLabel }]),
  ];
}
