import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Fieldset } from '@/components/ui/fieldset';
import { Input } from '@/components/ui/input';
import { Radio, RadioGroup } from '@/components/ui/radio-group';
import { roleWords } from './role-words';

/** A product whose requests an approver can be given. */
export type Product = { id: string; name: string };
type Admin = { firstName: string; lastName: string; role: string; products: readonly Product[] };

/** Names, role, and for approvers the products whose requests they decide. Nobody changes their own role. */
export function AdminFields({
  products,
  admin,
  isOneself = false,
}: {
  products: readonly Product[];
  admin?: Admin;
  isOneself?: boolean;
}) {
  return (
    <div className="group grid gap-5">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field name="firstName" label="First name">
          <Input defaultValue={admin?.firstName ?? ''} autoComplete="off" />
        </Field>
        <Field name="lastName" label="Last name">
          <Input defaultValue={admin?.lastName ?? ''} autoComplete="off" />
        </Field>
      </div>
      <RadioGroup name="role" label="Role" defaultValue={admin?.role ?? 'approver'}>
        {Object.entries(roleWords).map(([role, { label, about }]) => (
          <Radio key={role} value={role} label={label} hint={about} disabled={isOneself && role !== admin?.role} />
        ))}
      </RadioGroup>
      {/* Without client JavaScript too: the style follows the chosen role. */}
      <div className="hidden group-has-[[value=approver]:checked]:block">
        <Fieldset
          legend="Products of an approver"
          hint="An approver decides requests for these products only. Choose none for all products and everything else that waits."
        >
          <div className="grid gap-2 sm:grid-cols-2">
            {products.map(({ id, name }) => (
              <Checkbox
                key={id}
                name="productIds"
                value={id}
                label={name}
                defaultChecked={admin?.products.some((chosen) => chosen.id === id) ?? false}
              />
            ))}
          </div>
        </Fieldset>
      </div>
    </div>
  );
}
