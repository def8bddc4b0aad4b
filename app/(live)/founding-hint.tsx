import { UsersRound } from 'lucide-react';
import { CardLink } from '@/components/ui/card';
import { Time } from '@/components/ui/time';
import type { Context } from '@/core/context';
import { getOrganizationRequest } from '@/core/organizations/get-organization-request';

/**
 * For developers on their own: what an organization is good for and the way to it, where they may register one; and
 * where theirs stands, while it waits for an admin. Throws `not_found` for everybody else.
 */
export async function FoundingHint({ ctx }: { ctx: Context }) {
  const { mayAsk, request } = await getOrganizationRequest(ctx);
  const waiting = request?.status === 'pending' ? request : null;
  if (!mayAsk && !waiting) return null;
  return (
    <CardLink href="/organization/new" className="flex! items-center gap-4 p-5!">
      <span className="grid size-10 flex-none place-items-center rounded-md bg-accent-soft text-accent-text">
        <UsersRound aria-hidden="true" className="size-5" />
      </span>
      <span className="grid min-w-0 gap-0.5">
        <span className="font-medium [overflow-wrap:anywhere]">
          {waiting ? `${waiting.name} waits for an admin` : 'Do you work in a team?'}
        </span>
        <span className="text-ink-muted text-sm">
          {waiting ? (
            <>
              You asked for this organization <Time value={waiting.askedAt} now={ctx.now()} />. You get a mail when it
              is decided.
            </>
          ) : (
            'With an organization of your own you share apps and keys with your teammates.'
          )}
        </span>
      </span>
    </CardLink>
  );
}
