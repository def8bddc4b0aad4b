import { ActionForm } from '@/components/ui/action-form';
import { Card } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import { Textarea } from '@/components/ui/textarea';
import type { AppDetail } from '@/core/apps/get-app';
import { changeAppAction } from '../actions';

/** What the app is called and who shares it. */
export function AppForm({ app, isOwner }: { app: AppDetail; isOwner: boolean }) {
  const isShared = !app.organization.isDefault;
  return (
    <Card>
      <ActionForm action={changeAppAction} hidden={{ appId: app.id, ...(!isShared && { visibility: 'personal' }) }}>
        <Field name="appName" label="Name">
          <Input defaultValue={app.name} maxLength={120} autoComplete="off" />
        </Field>
        <Field name="appDescription" label="Description" required={false}>
          <Textarea defaultValue={app.description} maxLength={2000} />
        </Field>
        {isShared && (
          <Field name="visibility" label="Who can use it and its keys">
            <Select defaultValue={currentChoice(app)} options={choices(app, isOwner)} />
          </Field>
        )}
        <div>
          <SubmitButton>Save</SubmitButton>
        </div>
      </ActionForm>
    </Card>
  );
}

function currentChoice({ visibility, teamId }: AppDetail): string {
  return visibility === 'team' ? `team:${teamId}` : visibility;
}

function choices(app: AppDetail, isOwner: boolean) {
  const { teams } = app;
  const foreignTeam =
    app.teamId !== null && !teams.some(({ id }) => id === app.teamId)
      ? [{ value: `team:${app.teamId}`, label: `Team ${app.teamName ?? ''}` }]
      : [];
  return [
    { value: 'organization', label: `Everybody in ${app.organization.name}` },
    ...teams.map(({ id, name }) => ({ value: `team:${id}`, label: `Team ${name}` })),
    ...foreignTeam,
    ...(isOwner ? [{ value: 'personal', label: 'Only me' }] : []),
  ];
}
