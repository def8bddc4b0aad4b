import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { buttonClass } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { listAskedFields } from '@/core/members/list-asked-fields';
import { listUserChoices, type UserChoices } from '@/core/members/list-user-choices';
import { can } from '@/core/policy';
import { requireAdmin } from '@/server/context';
import { NewUserForm } from './new-user-form';

export const metadata: Metadata = { title: 'Add new user' };

const PATH = '/admin/users/new';
const query = z.object({ organization: z.uuid().optional().catch(undefined) });

export default async function NewUserPage({ searchParams }: PageProps<'/admin/users/new'>) {
  const ctx = await requireAdmin(PATH);
  if (!can(ctx.actor, 'user.create')) notFound();
  const { organization } = query.parse(await searchParams);
  const choices = await listUserChoices(ctx, { organizationId: organization });
  const fields = await listAskedFields(ctx);
  const chosen = choices.organizations.find(({ id }) => id === organization) ?? choices.organizations[0];
  if (!chosen) notFound();
  return (
    <>
      <PageHeader title="Add new user" crumbs={[{ label: 'Users', href: '/admin/users' }]} />
      <div className="mt-4 grid gap-4">
        <noscript>
          <OrganizationFirst choices={choices} chosenId={chosen.id} />
        </noscript>
        <Card>
          <NewUserForm choices={choices} chosen={chosen} fields={fields} />
        </Card>
      </div>
    </>
  );
}

/** Without JavaScript the organization is chosen first, so that its teams can be shown. */
function OrganizationFirst({ choices, chosenId }: { choices: UserChoices; chosenId: string }) {
  return (
    <form action={PATH} method="get" className="card flex flex-wrap items-end gap-2 p-(--card-padding)">
      <label className="grid gap-1">
        <span className="field-label">Show the teams of</span>
        <select name="organization" defaultValue={chosenId} className="input">
          {choices.organizations.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className={buttonClass()}>
        Show teams
      </button>
    </form>
  );
}
