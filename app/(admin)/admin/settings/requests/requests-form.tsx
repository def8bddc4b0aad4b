'use client';

import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Radio, RadioCard, RadioGroup } from '@/components/ui/radio-group';
import type { Question } from '../question-row';
import { QuestionsForm } from '../questions-form';
import { changeRequestSettingsAction } from './actions';
import { CareFields, DeciderField } from './deciding-fields';

type RequestSettings = {
  decidedBy: 'auto' | 'admin' | 'third_party';
  keyDelivery: 'secure' | 'plain';
  reveal: 'members' | 'once';
  settleSeconds: number;
  confirmLinkDays: number;
  unclaimedDays: number;
  remindDecidersDays: number;
  expiryMailDays: number;
  reviewEveryDays: number;
  unusedKeyDays: number;
  requestFields: readonly Question[];
  version: number;
};

/** Who decides, how keys reach people, what is asked with a request and how both are looked after. Who may only read gets it with nothing to press. */
export function RequestsForm({ settings, mayChange }: { settings: RequestSettings; mayChange: boolean }) {
  return (
    <QuestionsForm
      action={changeRequestSettingsAction}
      hidden={{ version: String(settings.version) }}
      label="Requests and keys"
      mayChange={mayChange}
      editor={{
        version: settings.version,
        prefix: 'requestFields',
        title: 'Questions with every request',
        description: 'Asked at the cart before Request access. To remove one, empty its words.',
        questions: settings.requestFields,
      }}
      preview={{
        title: 'Preview of the questions',
        description: 'Before Request access, whoever asks answers:',
        // In sight while the questions at the form's end are edited.
        className: 'self-end xl:sticky xl:bottom-6',
        empty: 'Nothing.',
      }}
    >
      <DeciderField chosen={settings.decidedBy} />
      <Delivery chosen={settings.keyDelivery} />
      <Reveal chosen={settings.reveal} />
      <Times settings={settings} />
      <CareFields settings={settings} />
    </QuestionsForm>
  );
}

function Delivery({ chosen }: { chosen: string }) {
  return (
    <RadioGroup
      name="delivery"
      label="How a key reaches the developer"
      hint="Counts for requests that are made from now on."
      defaultValue={chosen}
      columns={2}
    >
      <RadioCard
        value="secure"
        title="Secure: a confirmation link"
        description="The mail carries a link, not a key. It leads through the login to Generate key; only that click makes the
          key. A mail that is read by somebody else gives nothing away."
      />
      <RadioCard
        value="plain"
        title="Plain: the key in the mail"
        description="The key is made at approval and mailed as it is. It then lies in mailboxes, archives and backups:
          whoever reads the mail, now or later, can use it until it is revoked."
      />
    </RadioGroup>
  );
}

function Reveal({ chosen }: { chosen: string }) {
  return (
    <RadioGroup name="reveal" label="Who may look at a key again" defaultValue={chosen}>
      <Radio
        value="members"
        label="Members who share the app"
        hint="The portal keeps the key encrypted. Every look stands in the audit log."
      />
      <Radio
        value="once"
        label="Nobody: it is shown one time"
        hint="After showing it the portal forgets the key, also one that was made before. Who loses it has to regenerate it."
      />
    </RadioGroup>
  );
}

function Times({ settings }: { settings: RequestSettings }) {
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      <Field
        name="confirmLinkDays"
        label="Confirmation link works for (days)"
        hint="1 to 30. Afterwards Generate key is still on the app’s page."
      >
        <Input inputMode="numeric" defaultValue={settings.confirmLinkDays} maxLength={4} className="max-w-28" />
      </Field>
      <Field
        name="settleSeconds"
        label="Longest call of an upstream (seconds)"
        hint="0 to 3600. A gateway can undo a change of a key while a call that started before is still going on, so the
          portal looks again after this time before it calls the change final. A plan can say otherwise."
      >
        <Input inputMode="numeric" defaultValue={settings.settleSeconds} maxLength={6} className="max-w-28" />
      </Field>
    </div>
  );
}
