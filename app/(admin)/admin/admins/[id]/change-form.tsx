'use client';

import { ActionForm } from '@/components/ui/action-form';
import { SubmitButton } from '@/components/ui/submit-button';
import { changeAdminAction } from '../actions';
import { AdminFields, type Product } from '../admin-fields';

type Admin = {
  id: string;
  firstName: string;
  lastName: string;
  role: string;
  version: number;
  products: readonly Product[];
};

/** Changes an admin. Who may only read gets it with nothing to press. */
export function ChangeForm({
  admin,
  products,
  mayChange,
  isOneself,
}: {
  admin: Admin;
  products: readonly Product[];
  mayChange: boolean;
  isOneself: boolean;
}) {
  return (
    <ActionForm
      action={changeAdminAction}
      hidden={{ userId: admin.id, version: String(admin.version) }}
      aria-label="Admin"
    >
      <fieldset disabled={!mayChange} className="grid gap-5">
        <AdminFields products={products} admin={admin} isOneself={isOneself} />
        {mayChange && (
          <div>
            <SubmitButton>Save</SubmitButton>
          </div>
        )}
      </fieldset>
    </ActionForm>
  );
}
