'use client';

import { ActionForm } from '@/components/ui/action-form';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { changeThirdPartyAction } from './actions';
import { SecretPanel } from './secret-panel';

type Addresses = {
  webhookUrl: string;
  redirectUrl: string;
  answerDays: number;
  reachesPrivate: boolean;
  version: number;
};

/** Where the other system is. The first save answers the secret, which stays on the page until the person leaves it. */
export function ThirdPartyForm({ settings, mayChange }: { settings: Addresses; mayChange: boolean }) {
  return (
    <ActionForm
      action={changeThirdPartyAction}
      hidden={{ version: String(settings.version) }}
      aria-label="Other system"
    >
      {(state) => (
        <>
          <fieldset disabled={!mayChange} className="grid gap-5">
            <Fields settings={settings} />
            {mayChange && (
              <div>
                <SubmitButton>Save</SubmitButton>
              </div>
            )}
          </fieldset>
          {state.status === 'done' && state.shownSecret && <SecretPanel secret={state.shownSecret} />}
        </>
      )}
    </ActionForm>
  );
}

function Fields({ settings }: { settings: Addresses }) {
  return (
    <>
      <Field
        name="webhookUrl"
        label="Webhook address"
        required={false}
        hint="Every request that the other system decides is announced here by a signed POST."
      >
        <Input type="url" inputMode="url" defaultValue={settings.webhookUrl} spellCheck={false} maxLength={500} />
      </Field>
      <Field
        name="redirectUrl"
        label="Redirect address"
        required={false}
        hint="Developers are sent here after asking, with a signed reference to their request, for instance to pay or to
          sign a contract. They come back to the request’s page."
      >
        <Input type="url" inputMode="url" defaultValue={settings.redirectUrl} spellCheck={false} maxLength={500} />
      </Field>
      <Field
        name="answerDays"
        label="Days it may take"
        hint="1 to 90. A request that it has not decided by then goes to the admins."
      >
        <Input inputMode="numeric" defaultValue={settings.answerDays} maxLength={4} className="max-w-28" />
      </Field>
      <Checkbox
        name="reachesPrivate"
        label="The portal may call addresses of your own network"
        hint="Needed where the other system has no public address. Then http:// is allowed, too."
        defaultChecked={settings.reachesPrivate}
      />
    </>
  );
}
