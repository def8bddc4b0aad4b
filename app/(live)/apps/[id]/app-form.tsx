import { AppFields } from '@/components/asking/app-fields';
import { ActionForm } from '@/components/ui/action-form';
import { Card } from '@/components/ui/card';
import { SubmitButton } from '@/components/ui/submit-button';
import type { AppDetail } from '@/core/apps/get-app';
import { changeAppAction } from '../actions';

/** What the app is called and who shares it. */
export function AppForm({ app, isOwner }: { app: AppDetail; isOwner: boolean }) {
  return (
    <Card>
      <ActionForm action={changeAppAction} hidden={{ appId: app.id }}>
        <AppFields app={app} personalLabel={isOwner ? 'Only me' : null} />
        <div>
          <SubmitButton>Save</SubmitButton>
        </div>
      </ActionForm>
    </Card>
  );
}
