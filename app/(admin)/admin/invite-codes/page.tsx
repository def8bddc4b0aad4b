import { Ticket } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { z } from 'zod';
import { ButtonLink } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterBar } from '@/components/ui/filter-bar';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import { type InviteCodeLine, listInviteCodes } from '@/core/invite-codes/list-invite-codes';
import { can } from '@/core/policy';
import { requireAdmin } from '@/server/context';
import { cursor } from '@/server/list-cursor';
import { addressWith } from '../address-with';
import { CodeState, stateOptions } from './code-state';

export const metadata: Metadata = { title: 'Invite codes' };

const PATH = '/admin/invite-codes';
const query = z.object({
  q: z.string().max(200).catch(''),
  state: z.enum(['usable', 'inactive', 'expired', 'used_up', 'organization_closed', '']).catch(''),
  after: cursor,
  before: cursor,
});

export default async function InviteCodesPage({ searchParams }: PageProps<'/admin/invite-codes'>) {
  const ctx = await requireAdmin(PATH);
  const { after, before, ...asked } = query.parse(await searchParams);
  const page = await listInviteCodes(ctx, { search: asked.q, state: asked.state || undefined }, { after, before });
  const isFiltered = Object.values(asked).some(Boolean);
  const mayIssue = can(ctx.actor, 'inviteCode.manage');
  const newCode = mayIssue && (
    <ButtonLink href={`${PATH}/new`} variant="primary">
      New invite code
    </ButtonLink>
  );
  return (
    <>
      <PageHeader
        title="Invite codes"
        description="Whoever registers with a code is approved already and lands in its team."
        actions={newCode}
      />
      <div className="mt-4 grid gap-4">
        <FilterBar
          action={PATH}
          search={{ label: 'Search by code, note, team or organization', placeholder: 'Search codes', value: asked.q }}
          filters={[
            {
              name: 'state',
              label: 'State',
              value: asked.state,
              options: [{ value: '', label: 'Every state' }, ...stateOptions],
            },
          ]}
          resetHref={isFiltered ? PATH : undefined}
        />
        {page.rows.length > 0 ? <Codes codes={page.rows} now={ctx.now()} /> : <NoCodes isFiltered={isFiltered} />}
        <Pagination
          previousHref={page.before && addressWith(PATH, { ...asked, before: page.before })}
          nextHref={page.after && addressWith(PATH, { ...asked, after: page.after })}
        />
      </div>
    </>
  );
}

function NoCodes({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered) {
    return <EmptyState title="No code matches" description="Type the whole code to find it, or change the filters." />;
  }
  return (
    <EmptyState
      icon={<Ticket aria-hidden="true" />}
      title="No invite codes yet"
      description="Give one to a partner company or to everybody at an event: they register without waiting."
    />
  );
}

function Codes({ codes, now }: { codes: readonly InviteCodeLine[]; now: Date }) {
  return (
    <Table label="Invite codes">
      <THead>
        <TH>Code</TH>
        <TH>State</TH>
        <TH>Team</TH>
        <TH align="end">Slots used</TH>
        <TH hideBelow="md">Expires</TH>
        <TH hideBelow="lg">Issued</TH>
      </THead>
      <TBody>
        {codes.map((code) => (
          <TRow key={code.id}>
            <TCell rowHeader>
              <span className="flex items-center gap-1">
                <Link href={`${PATH}/${code.id}`} className="link font-mono">
                  {code.code ?? 'Hidden for your role'}
                </Link>
                {code.code && <CopyButton text={code.code} label={`Copy code ${code.code}`} iconOnly size="sm" />}
              </span>
              {code.note && <span className="block text-ink-muted text-xs">{code.note}</span>}
            </TCell>
            <TCell>
              <CodeState state={code.state} />
            </TCell>
            <TCell>
              {code.teamName}
              <span className="block text-ink-muted text-xs">{code.organizationName}</span>
            </TCell>
            <TCell align="end">
              {code.used} / {code.quota}
            </TCell>
            <TCell hideBelow="md">
              {code.expiresAt ? (
                <Time value={code.expiresAt} now={now} />
              ) : (
                <span className="text-ink-muted">Never</span>
              )}
            </TCell>
            <TCell hideBelow="lg">
              <Time value={code.createdAt} now={now} />
            </TCell>
          </TRow>
        ))}
      </TBody>
    </Table>
  );
}
