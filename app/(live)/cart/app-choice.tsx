import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Radio, RadioGroup } from '@/components/ui/radio-group';
import { Select } from '@/components/ui/select';
import type { Cart } from '@/core/cart/get-cart';

/** A new app or one that is there. Which fields show follows the choice by CSS alone; without it both show. */
export function AppChoice({
  apps,
  sharesNewApps,
  organizationName,
}: {
  apps: Cart['apps'];
  sharesNewApps: boolean;
  organizationName: string;
}) {
  const sharing = sharesNewApps
    ? `Everybody in ${organizationName} can use it and its keys. You can change that later.`
    : 'Only you can use it and its keys.';
  return (
    <div className="group/app grid gap-4">
      <RadioGroup name="appKind" label="App" hint="The program that will call the APIs." defaultValue="new">
        <Radio value="new" label="Create a new app" hint={sharing} />
        {apps.length > 0 && (
          <Radio value="existing" label="Existing app" hint="Its key stands beside those that it has." />
        )}
      </RadioGroup>
      <Field name="appName" label="App name" className="max-w-md group-has-[[value=existing]:checked]/app:hidden">
        <Input maxLength={120} autoComplete="off" />
      </Field>
      {apps.length > 0 && (
        <Field name="appId" label="Which app" className="max-w-md group-has-[[value=new]:checked]/app:hidden">
          <Select
            {...(apps.length > 1 && { placeholder: 'Choose' })}
            options={apps.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Field>
      )}
    </div>
  );
}
