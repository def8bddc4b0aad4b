import { Group, ShieldCheck, UserPlus } from 'lucide-react';
import type { ReactNode } from 'react';
import { CardLink } from '@/components/ui/card';
import { SectionHeader } from '@/components/ui/page-header';
import type { OrganizationHome } from '@/core/organizations/get-organization-home';

/** What a super admin who is alone may want to do first. */
export function FirstSteps({ organization }: { organization: OrganizationHome }) {
  const { waiting, contacts, teams } = organization;
  const invited = waiting.invitations;
  return (
    <section aria-labelledby="first-steps" className="grid gap-4">
      <SectionHeader id="first-steps" title="Your next steps" />
      <ul className="grid gap-4 lg:grid-cols-3">
        <FirstStep href="/organization/users" icon={<UserPlus aria-hidden="true" />} title="Invite teammates">
          {invited > 0
            ? `${invited} ${invited === 1 ? 'invitation waits' : 'invitations wait'} for an answer`
            : 'By name and address; several at once if you like'}
        </FirstStep>
        {teams === 1 && (
          <FirstStep href="/organization/teams" icon={<Group aria-hidden="true" />} title="Create teams">
            To share apps with some, and not with all
          </FirstStep>
        )}
        {!contacts.some(({ kind }) => kind === 'security') && (
          <FirstStep href="#contacts" icon={<ShieldCheck aria-hidden="true" />} title="Name a security contact">
            Somebody to write to when you are away
          </FirstStep>
        )}
      </ul>
    </section>
  );
}

function FirstStep(step: { href: string; icon: ReactNode; title: string; children: ReactNode }) {
  return (
    <li>
      <CardLink href={step.href} className="flex! h-full items-center gap-4 p-5!">
        <span className="grid size-10 flex-none place-items-center rounded-md bg-accent-soft text-accent-text [&_svg]:size-5">
          {step.icon}
        </span>
        <span className="grid min-w-0 gap-0.5">
          <span className="font-medium">{step.title}</span>
          <span className="text-ink-muted text-sm">{step.children}</span>
        </span>
      </CardLink>
    </li>
  );
}
