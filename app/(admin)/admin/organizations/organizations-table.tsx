import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import type { OrganizationLine } from '@/core/organizations/list-organizations';
import { addressWith } from '../address-with';
import { DecisionForms } from './decision-forms';
import { OrganizationStatusBadge } from './organization-status';
import { ORGANIZATIONS_PATH, type OrganizationsQuery } from './organizations-query';

type Props = { organizations: readonly OrganizationLine[]; query: OrganizationsQuery; now: Date; mayDecide: boolean };

/** Organizations, each with what is in it; those that wait can be decided right here. */
export function OrganizationsTable({ organizations, query, now, mayDecide }: Props) {
  const { after: _after, before: _before, ...asked } = query;
  const sortBy = (sort: 'name' | 'newest', direction: 'asc' | 'desc') => ({
    href: addressWith(ORGANIZATIONS_PATH, { ...asked, sort: query.sort === sort ? '' : sort }),
    direction: query.sort === sort ? direction : null,
  });
  return (
    <Table label="Organizations">
      <THead>
        <TH sort={sortBy('name', 'asc')}>Name</TH>
        <TH>State</TH>
        <TH align="end" hideBelow="sm">
          Members
        </TH>
        <TH align="end" hideBelow="lg">
          Teams
        </TH>
        <TH align="end" hideBelow="md">
          Live keys
        </TH>
        <TH hideBelow="md" sort={sortBy('newest', 'desc')}>
          Created
        </TH>
        <TH label="Decide" align="end" />
      </THead>
      <TBody>
        {organizations.map((organization) => (
          <OrganizationRow key={organization.id} organization={organization} now={now} mayDecide={mayDecide} />
        ))}
      </TBody>
    </Table>
  );
}

function OrganizationRow({
  organization,
  now,
  mayDecide,
}: {
  organization: OrganizationLine;
  now: Date;
  mayDecide: boolean;
}) {
  const { id, name, status } = organization;
  return (
    <TRow>
      <TCell rowHeader>
        <Link href={`${ORGANIZATIONS_PATH}/${id}`} className="link [overflow-wrap:anywhere]">
          {name}
        </Link>{' '}
        {organization.isDefault && <Badge>Default</Badge>}
        {status === 'pending' && <Asked organization={organization} />}
      </TCell>
      <TCell>
        <OrganizationStatusBadge status={status} />
      </TCell>
      <TCell align="end" hideBelow="sm">
        {organization.members}
      </TCell>
      <TCell align="end" hideBelow="lg">
        {organization.teams}
      </TCell>
      <TCell align="end" hideBelow="md">
        {organization.liveKeys}
      </TCell>
      <TCell hideBelow="md">
        <Time value={organization.createdAt} now={now} />
      </TCell>
      <TCell align="end">{mayDecide && status === 'pending' && <DecisionForms id={id} name={name} isInList />}</TCell>
    </TRow>
  );
}

/** Who wants it, and the beginning of what for. */
function Asked({ organization: { requesterName, purpose } }: { organization: OrganizationLine }) {
  return (
    <span className="block max-w-40 truncate font-normal sm:max-w-md text-ink-muted text-xs">
      {requesterName ?? 'Somebody'}
      {purpose && `: ${purpose}`}
    </span>
  );
}
