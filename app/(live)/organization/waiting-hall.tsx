import { KeyRound, ShieldCheck, UsersRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { Alert } from '@/components/ui/alert';
import { ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import type { Prospects } from '@/core/join-requests/get-prospects';
import { JoinCard } from './join-card';

/** `/organization` for somebody who is in none: what one is for, and every way into one. */
export function WaitingHall({ prospects, now }: { prospects: Prospects; now: Date }) {
  const { requested, mayRequest } = prospects;
  const isPending = requested?.status === 'pending';
  return (
    <>
      <PageHeader
        title="Organization"
        description="You work on your own: nobody else sees your apps and keys."
        actions={
          mayRequest &&
          !isPending && (
            <ButtonLink href="/organization/new" variant="primary">
              Create an organization
            </ButtonLink>
          )
        }
      />
      <div className="mt-6 grid gap-6">
        {requested && <Requested requested={requested} />}
        <JoinCard prospects={prospects} now={now} />
        <ul className="grid gap-4 lg:grid-cols-3">
          <Reason icon={<KeyRound aria-hidden="true" />} title="Share apps and keys">
            What one of you sets up, all of you can use, and it stays when somebody leaves.
          </Reason>
          <Reason icon={<UsersRound aria-hidden="true" />} title="Work in teams">
            Invite teammates, put them into teams, and decide for each app who can use it.
          </Reason>
          <Reason icon={<ShieldCheck aria-hidden="true" />} title="See what is offered to you">
            Some catalogs are only for certain organizations. You see them once you belong to one.
          </Reason>
        </ul>
        <Alert title="Does your company have an organization here already?">
          Ask one of its super admins for an invitation. It comes by mail, to the address that you log in with.
        </Alert>
      </div>
    </>
  );
}

function Requested({ requested }: { requested: NonNullable<Prospects['requested']> }) {
  if (requested.status === 'pending') {
    return (
      <Alert
        title={`${requested.name} waits for an admin`}
        actions={
          <ButtonLink href="/organization/new" size="sm">
            See your request
          </ButtonLink>
        }
      >
        You get a mail when it is decided. Until then nothing changes for you.
      </Alert>
    );
  }
  return (
    <Alert tone="warning" title={`${requested.name} was not approved`}>
      <span className="whitespace-pre-line">{requested.reason}</span>
    </Alert>
  );
}

function Reason({ icon, title, children }: { icon: ReactNode; title: string; children: ReactNode }) {
  return (
    <li>
      <Card className="h-full">
        <span className="mb-3 grid size-10 place-items-center rounded-md bg-accent-soft text-accent-text [&_svg]:size-5">
          {icon}
        </span>
        <h2 className="font-medium">{title}</h2>
        <p className="mt-1 text-ink-muted text-sm">{children}</p>
      </Card>
    </li>
  );
}
