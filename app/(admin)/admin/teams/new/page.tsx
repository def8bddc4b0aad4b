import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { ActionForm } from '@/components/ui/action-form';
import { Card } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { PageHeader } from '@/components/ui/page-header';
import { Select } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import { can } from '@/core/policy';
import { listTeamOrganizations } from '@/core/teams/list-team-organizations';
import { requireAdmin } from '@/server/context';
import { createTeamAction } from '../actions';

export const metadata: Metadata = { title: 'Create team' };

const given = z.object({ organization: z.string().max(40).catch('') });

export default async function NewTeamPage({ searchParams }: PageProps<'/admin/teams/new'>) {
  const ctx = await requireAdmin('/admin/teams/new');
  if (!can(ctx.actor, 'team.manage')) notFound();
  const { organization } = given.parse(await searchParams);
  const organizations = await listTeamOrganizations(ctx);
  const isKnown = organizations.some(({ id }) => id === organization);
  return (
    <>
      <PageHeader
        crumbs={[{ href: '/admin/teams', label: 'Teams' }]}
        title="Create team"
        description="You choose its members on the next page."
      />
      <Card className="mt-4 max-w-xl">
        <ActionForm action={createTeamAction}>
          <Field name="organizationId" label="Organization">
            <Select
              placeholder="Choose an organization"
              options={organizations.map(({ id, name }) => ({ value: id, label: name }))}
              {...(isKnown && { defaultValue: organization })}
            />
          </Field>
          <Field name="name" label="Team name">
            <Input maxLength={120} autoComplete="off" />
          </Field>
          <SubmitButton className="justify-self-start">Create team</SubmitButton>
        </ActionForm>
      </Card>
    </>
  );
}
