'use client';

import { Field } from '@/components/ui/field';
import { Fieldset } from '@/components/ui/fieldset';
import { Input } from '@/components/ui/input';
import { Radio, RadioGroup } from '@/components/ui/radio-group';

/** Who decides where neither a rule nor the plan says so. */
export function DeciderField({ chosen }: { chosen: string }) {
  return (
    <RadioGroup
      name="decidedBy"
      label="Who decides requests"
      hint="Where neither a rule nor the plan says so. Counts for requests that are made from now on."
      defaultValue={chosen}
    >
      <Radio value="admin" label="Admins" hint="Owners, admins and approvers, in the inbox." />
      <Radio
        value="third_party"
        label="Another system"
        hint="It is told by a webhook and answers over the REST API; what it does not decide in time goes to the admins.
          Set it up under Other system: without that admins decide."
      />
      <Radio value="auto" label="Nobody: every request is approved at once" />
    </RadioGroup>
  );
}

type Care = {
  unclaimedDays: number;
  remindDecidersDays: number;
  expiryMailDays: number;
  reviewEveryDays: number;
  unusedKeyDays: number;
};

/** How long what waits may wait, and when the holders of keys are told. */
export function CareFields({ settings }: { settings: Care }) {
  return (
    <Fieldset legend="Looking after requests and keys" hint="In days. 0 is never, where it is allowed.">
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Days
          name="remindDecidersDays"
          label="Remind those who decide after"
          hint="0 to 90. Of requests that wait so long."
          value={settings.remindDecidersDays}
        />
        <Days
          name="unclaimedDays"
          label="Approvals without a key end after"
          hint="0 to 365. Whoever asked is told before."
          value={settings.unclaimedDays}
        />
        <Days
          name="expiryMailDays"
          label="Tell holders before a key expires"
          hint="1 to 90. They are told again on the day."
          value={settings.expiryMailDays}
        />
        <Days
          name="reviewEveryDays"
          label="Ask whether apps are still needed every"
          hint="0 to 730. Owners confirm their apps and keys."
          value={settings.reviewEveryDays}
        />
        <Days
          name="unusedKeyDays"
          label="Flag keys that nobody used for"
          hint="0 to 730. Ended after as long a warning again. Needs usage figures: without them no key is ended."
          value={settings.unusedKeyDays}
        />
      </div>
    </Fieldset>
  );
}

function Days({ name, label, hint, value }: { name: string; label: string; hint: string; value: number }) {
  return (
    <Field name={name} label={label} hint={hint}>
      <Input inputMode="numeric" defaultValue={value} maxLength={4} className="max-w-28" />
    </Field>
  );
}
