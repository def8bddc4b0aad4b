import { UsersRound } from 'lucide-react';
import { CardLink } from '@/components/ui/card';

/** For developers on their own, where they may register an organization: what it is good for, and the way to it. */
export function FoundingHint() {
  return (
    <CardLink href="/organization/new" className="flex! items-center gap-4 p-5!">
      <span className="grid size-10 flex-none place-items-center rounded-md bg-accent-soft text-accent-text">
        <UsersRound aria-hidden="true" className="size-5" />
      </span>
      <span className="grid min-w-0 gap-0.5">
        <span className="font-medium">Do you work in a team?</span>
        <span className="text-ink-muted text-sm">
          With an organization of your own you share apps and keys with your teammates.
        </span>
      </span>
    </CardLink>
  );
}
