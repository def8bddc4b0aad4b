'use client';

import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import type { OrganizationChoice } from '@/core/members/list-user-choices';

/** Another choice fetches the teams of that organization; what was typed elsewhere in the form stays. */
export function OrganizationSelect({
  organizations,
  chosenId,
}: {
  organizations: readonly OrganizationChoice[];
  chosenId: string;
}) {
  const router = useRouter();
  const [, startTransition] = useTransition();
  return (
    <Field name="organizationId" label="Organization">
      <Select
        options={organizations.map(({ id, name, isActive }) => ({ value: id, label: name, disabled: !isActive }))}
        defaultValue={chosenId}
        onChange={(event) => {
          const href = `/admin/users/new?organization=${event.currentTarget.value}`;
          startTransition(() => router.replace(href, { scroll: false }));
        }}
      />
    </Field>
  );
}
