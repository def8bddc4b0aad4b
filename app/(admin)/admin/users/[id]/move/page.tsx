import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { buttonClass } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Select } from '@/components/ui/select';
import { getLeavingEffects } from '@/core/members/get-leaving-effects';
import { listUserChoices, type OrganizationChoice } from '@/core/members/list-user-choices';
import { can } from '@/core/policy';
import { requireAdmin } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { LeavingEffectsList } from '../leaving-effects';
import { MoveForm } from './move-form';

export const metadata: Metadata = { title: 'Move user' };

const query = z.object({ organization: z.uuid().optional().catch(undefined) });

export default async function MoveUserPage({ params, searchParams }: PageProps<'/admin/users/[id]/move'>) {
  const { id } = await params;
  const path = `/admin/users/${id}/move`;
  const ctx = await requireAdmin(path);
  if (!can(ctx.actor, 'user.move')) notFound();
  const { organization } = query.parse(await searchParams);
  const effects = await orNotFound(getLeavingEffects(ctx, { userId: id }));
  const choices = await listUserChoices(ctx, { organizationId: organization });
  const { person } = effects;
  const others = choices.organizations.filter((one) => one.id !== person.organization.id && one.isActive);
  const to = others.find((one) => one.id === organization);
  return (
    <>
      <PageHeader
        title={`Move ${person.name}`}
        description={`From ${person.organization.name} into another organization.`}
        crumbs={[
          { label: 'Users', href: '/admin/users' },
          { label: person.name, href: `/admin/users/${person.id}` },
        ]}
      />
      <div className="mt-4 grid max-w-2xl gap-4">
        {others.length === 0 ? (
          <EmptyState title="There is no other active organization" description="Create or approve one first." />
        ) : (
          <ChooseOrganization path={path} others={others} chosenId={to?.id ?? ''} />
        )}
        {to && (
          <>
            <Card title="What is theirs now">
              <LeavingEffectsList effects={effects} />
              <p className="mt-3 text-ink-muted">
                Their sessions stay open, and count for {to.name} from the next request on.
              </p>
            </Card>
            <Card>
              <MoveForm key={to.id} effects={effects} to={to} teams={choices.teams} />
            </Card>
          </>
        )}
      </div>
    </>
  );
}

/** First where to, by an ordinary form: the teams depend on it. */
function ChooseOrganization({
  path,
  others,
  chosenId,
}: {
  path: string;
  others: readonly OrganizationChoice[];
  chosenId: string;
}) {
  return (
    <form action={path} method="get" className="card flex flex-wrap items-end gap-2 p-(--card-padding)">
      <div className="grid min-w-60 gap-1">
        <label htmlFor="organization" className="field-label">
          New organization
        </label>
        <Select
          id="organization"
          name="organization"
          placeholder="Choose an organization"
          options={others.map(({ id, name }) => ({ value: id, label: name }))}
          defaultValue={chosenId}
        />
      </div>
      <button type="submit" className={buttonClass({ variant: chosenId ? 'secondary' : 'primary' })}>
        {chosenId ? 'Choose another' : 'Go on'}
      </button>
    </form>
  );
}
