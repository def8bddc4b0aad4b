import type { Metadata } from 'next';
import { ActionForm } from '@/components/ui/action-form';
import { Alert } from '@/components/ui/alert';
import { ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { PageHeader } from '@/components/ui/page-header';
import { Select } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import { getLeavingEffects, type LeavingEffects } from '@/core/members/get-leaving-effects';
import { requireDeveloper } from '@/server/context';
import { deleteOwnAccountAction } from './actions';

export const metadata: Metadata = { title: 'Delete my account' };

export default async function DeleteAccountPage() {
  const ctx = await requireDeveloper('/profile/delete');
  const effects = await getLeavingEffects(ctx, { userId: ctx.actor.userId });
  const { organization } = effects.person;
  return (
    <>
      <PageHeader
        crumbs={[{ href: '/profile', label: 'Profile' }]}
        title="Delete my account?"
        description="This cannot be taken back."
      />
      <div className="mt-6 grid max-w-2xl gap-6">
        {effects.isLastSuperAdmin ? (
          <Alert
            tone="warning"
            title={`You are the only super admin of ${organization.name}`}
            actions={<ButtonLink href="/organization/users">Choose another super admin</ButtonLink>}
          >
            Make a colleague super admin first. If there is nobody else, close the organization, then come back.
          </Alert>
        ) : (
          <DeleteForm effects={effects} />
        )}
      </div>
    </>
  );
}

function DeleteForm({ effects }: { effects: LeavingEffects }) {
  const { apps, heirs, person } = effects;
  const isShared = !person.organization.isDefault;
  return (
    <Card>
      <ActionForm action={deleteOwnAccountAction}>
        <ul className="grid list-disc gap-1.5 pl-5 text-ink-muted">
          <li>You are signed out everywhere and cannot log in again.</li>
          <li>Your name, your address and your answers are removed. The address can register again.</li>
          <li>{appWords(effects)}</li>
          <li>
            The log of what happened is never edited: it keeps your name where you acted, and an address that you
            changed or were invited at.
          </li>
          <li>A last mail tells you that it is done. Where it went to is forgotten after 30 days.</li>
        </ul>
        {isShared && apps.length > 0 && (
          <Field name="toUserId" label="Who takes over your apps">
            <Select
              defaultValue={heirs[0]?.id ?? ''}
              options={heirs.map(({ id, name, role }) => ({
                value: id,
                label: role === 'super_admin' ? `${name} (super admin)` : name,
              }))}
            />
          </Field>
        )}
        <Field name="typed" label={`Type ${person.email} or DELETE to confirm`}>
          <Input autoComplete="off" spellCheck={false} autoCapitalize="off" />
        </Field>
        <div className="flex flex-wrap gap-3">
          <SubmitButton variant="danger">Delete my account</SubmitButton>
          <ButtonLink href="/profile">Cancel</ButtonLink>
        </div>
      </ActionForm>
    </Card>
  );
}

function appWords({ apps, liveKeys, person }: LeavingEffects): string {
  if (apps.length === 0) return 'You own no app, so no key stops working.';
  const names = `Your ${apps.length === 1 ? 'app' : 'apps'} ${apps.map(({ name }) => name).join(', ')}`;
  const [stay, are] = apps.length === 1 ? ['stays', 'is'] : ['stay', 'are'];
  if (!person.organization.isDefault) return `${names} ${stay} in ${person.organization.name}. Keys go on working.`;
  const keys = liveKeys === 1 ? '1 key stops working' : `${liveKeys} keys stop working`;
  return `${names} ${are} deleted with you${liveKeys > 0 ? `, and ${keys}` : ''}.`;
}
