'use client';

import { ActionForm } from '@/components/ui/action-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { addAdminAction } from '../actions';
import { AdminFields, type Product } from '../admin-fields';

/** Makes an admin, who chooses a password by a mailed link. */
export function AddForm({ products }: { products: readonly Product[] }) {
  return (
    <ActionForm action={addAdminAction} aria-label="New admin" className="gap-5">
      <Field name="email" label="Email" hint="They get a mail with a link to choose a password.">
        <Input type="email" autoComplete="off" />
      </Field>
      <AdminFields products={products} />
      <div>
        <SubmitButton>Save</SubmitButton>
      </div>
    </ActionForm>
  );
}
