import { SearchX } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterBar } from '@/components/ui/filter-bar';
import { PageHeader } from '@/components/ui/page-header';
import { FOUND_MAX, searchViewable } from '@/core/catalogs/search-audience';
import type { Viewed } from '@/core/catalogs/view-as';
import { safePath } from '@/core/identity/safe-path';
import { can } from '@/core/policy';
import { requireAdmin } from '@/server/context';
import { addressWith } from '../address-with';
import { ViewAsForm } from './view-as-form';

export const metadata: Metadata = { title: 'View as' };

const given = z.object({ q: z.string().max(200).catch(''), next: z.string().max(500).catch('') });

export default async function ViewAsPage({ searchParams }: PageProps<'/admin/view-as'>) {
  const ctx = await requireAdmin('/admin/view-as');
  if (!can(ctx.actor, 'offer.view_as')) notFound();
  const { q, next: wanted } = given.parse(await searchParams);
  const next = safePath(wanted);
  const goal = next === '/' ? undefined : next;
  const { people, teams } = await searchViewable(ctx, { q });
  return (
    <>
      <PageHeader
        title="View as"
        description="Look at catalogs, products and their documentation as somebody else sees them. Nothing can be done in their name; it ends after half an hour."
      />
      <div className="mt-4 grid gap-4">
        {goal && (
          <p className="text-ink-muted [overflow-wrap:anywhere]">
            Begins at <code>{goal}</code>.
          </p>
        )}
        <FilterBar
          action="/admin/view-as"
          search={{ label: 'Search people and teams', placeholder: 'Name, email or organization', value: q }}
          {...(goal && { hidden: { next: goal } })}
          resetHref={q ? addressWith('/admin/view-as', { next: goal }) : undefined}
        />
        {people.length + teams.length === 0 ? (
          <EmptyState
            icon={<SearchX aria-hidden="true" />}
            title="Nobody matches"
            description="Only active people and teams of active organizations can be viewed as."
          />
        ) : (
          <div className="grid items-start gap-4 lg:grid-cols-2">
            <Choices
              title="Teams"
              kind="team"
              next={goal}
              choices={teams.map((team) => ({ id: team.id, name: team.name, about: team.organizationName }))}
            />
            <Choices
              title="People"
              kind="person"
              next={goal}
              choices={people.map(({ id, name, email, organizationName }) => ({
                id,
                name,
                about: [email, organizationName].filter(Boolean).join(' · '),
              }))}
            />
          </div>
        )}
      </div>
    </>
  );
}

type Choice = { id: string; name: string; about: ReactNode };

function Choices({
  title,
  kind,
  choices,
  next,
}: {
  title: string;
  kind: Viewed['kind'];
  choices: readonly Choice[];
  next: string | undefined;
}) {
  return (
    <Card title={title}>
      {choices.length === 0 ? (
        <p className="text-ink-muted">None matches.</p>
      ) : (
        <ul className="grid gap-3">
          {choices.map(({ id, name, about }) => (
            <li key={id} className="flex items-center justify-between gap-3">
              <span className="grid min-w-0 [overflow-wrap:anywhere]">
                <span id={`name-${id}`}>{name}</span>
                <span className="text-ink-muted text-sm">{about}</span>
              </span>
              <ViewAsForm viewed={{ kind, id }} next={next} describedBy={`name-${id}`} />
            </li>
          ))}
        </ul>
      )}
      {choices.length >= FOUND_MAX && (
        <p className="mt-3 text-ink-muted text-sm">These are the first ones. Search for the others.</p>
      )}
    </Card>
  );
}
