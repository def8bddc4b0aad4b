import { Group, ShieldCheck, UserPlus } from 'lucide-react';
import { SectionHeader } from '@/components/ui/page-header';
import { StepLink } from '@/components/ui/step-link';
import type { OrganizationHome } from '@/core/organizations/get-organization-home';

/** What a super admin who is alone may want to do first. */
export function FirstSteps({ organization }: { organization: OrganizationHome }) {
  const { waiting, contacts, teams } = organization;
  const invited = waiting.invitations;
  return (
    <section aria-labelledby="first-steps" className="grid gap-4">
      <SectionHeader id="first-steps" title="Your next steps" />
      <ul className="grid gap-4 lg:grid-cols-3">
        <StepLink
          href="/organization/users"
          icon={<UserPlus aria-hidden="true" />}
          title="Invite teammates"
          about={
            invited > 0
              ? `${invited} ${invited === 1 ? 'invitation waits' : 'invitations wait'} for an answer`
              : 'By name and address; several at once if you like'
          }
        />
        {teams === 1 && (
          <StepLink
            href="/organization/teams"
            icon={<Group aria-hidden="true" />}
            title="Create teams"
            about="To share apps with some, and not with all"
          />
        )}
        {!contacts.some(({ kind }) => kind === 'security') && (
          <StepLink
            href="#contacts"
            icon={<ShieldCheck aria-hidden="true" />}
            title="Name a security contact"
            about="Somebody to write to when you are away"
          />
        )}
      </ul>
    </section>
  );
}
