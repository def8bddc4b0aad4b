import type { ReactNode } from 'react';
import { ButtonLink, buttonClass } from '@/components/ui/button';
import { getRegistrationForm } from '@/core/identity/get-registration-form';
import type { InvitationView } from '@/core/invitations/get-invitation';
import { getContext } from '@/server/context';
import { oidcName } from '@/server/oidc';
import { AcceptForm, DeclineForm, LogOutForm } from './answer-forms';
import { NewcomerForm } from './newcomer-form';

type Open = Extract<InvitationView, { state: 'open' }>;
type Props = { invitation: Open; token: string };

/** What whoever holds the link can do next. */
export function NextStep({ invitation, token }: Props) {
  const { step, email, homeName, organizationName } = invitation;
  switch (step) {
    case 'register':
      return <Register invitation={invitation} token={token} />;
    case 'answer':
      return <Answer invitation={invitation} token={token} />;
    case 'log_in':
      return (
        <Said words="You have an account with this address. Log in with it, then accept or decline.">
          <ButtonLink
            href={`/auth/login?next=${encodeURIComponent(`/auth/invitation?token=${token}`)}`}
            variant="primary"
          >
            Log in to answer
          </ButtonLink>
        </Said>
      );
    case 'somebody_else':
      return (
        <Said words={`You are logged in as somebody else, and this invitation is for ${email} only.`}>
          <LogOutForm token={token} />
        </Said>
      );
    case 'member_elsewhere':
      return (
        <Said
          words={`You cannot accept it now: a person belongs to one organization, and yours is ${homeName}. Leave it first, then open this link again. What belongs to ${homeName} stays there.`}
        >
          <ButtonLink href="/organization">Go to {homeName}</ButtonLink>
        </Said>
      );
    case 'member_already':
      return (
        <Said words={`You are a member of ${organizationName} already. There is nothing left to do.`}>
          <ButtonLink href="/organization" variant="primary">
            Go to {organizationName}
          </ButtonLink>
        </Said>
      );
    case 'change_password':
      return (
        <Said words="Choose a new password first, then open the link in the mail again.">
          <ButtonLink href="/auth/change-password" variant="primary">
            Change password
          </ButtonLink>
        </Said>
      );
    case 'account_elsewhere':
      return (
        <Said words="A portal admin has made an account for this address in another organization. Use the invitation to that one, or ask whoever runs this portal to move the account." />
      );
    case 'deactivated':
      return <Said words="The account of this address is deactivated. Ask whoever runs this portal to activate it." />;
    case 'portal_admin':
      return (
        <Said words="This address belongs to a portal admin, who is a member of no organization. Ask to be invited at another address." />
      );
  }
}

async function Register({ invitation, token }: Props) {
  const { signUpFields, hasTerms } = await getRegistrationForm(await getContext());
  const { email, firstName, lastName } = invitation;
  const provider = oidcName();
  return (
    <div className="grid gap-2">
      {provider && <SingleSignOn name={provider} token={token} />}
      <NewcomerForm {...{ token, email, firstName, lastName, hasTerms }} fields={signUpFields} />
      <DeclineForm token={token} />
    </div>
  );
}

/**
 * Proves the address by itself and comes back here. Not a `Link`: it leaves the portal, and must never be fetched
 * ahead.
 */
function SingleSignOn({ name, token }: { name: string; token: string }) {
  const next = encodeURIComponent(`/auth/invitation?token=${token}`);
  return (
    <>
      <a href={`/auth/oidc?next=${next}`} className={buttonClass({}, 'w-full')}>
        Continue with {name}
      </a>
      <p className="mb-2 text-center text-ink-muted text-sm">or choose a password</p>
    </>
  );
}

function Answer({ invitation, token }: Props) {
  const { apps, organizationName } = invitation;
  const alongWords = apps === 1 ? 'Your app comes along. It stays' : `Your ${apps} apps come along. They stay`;
  return (
    <div className="grid gap-4">
      <p className="text-ink-muted">
        You become a member of {organizationName}, whose super admins can see and change your membership.{' '}
        {apps > 0 && `${alongWords} personal until you share ${apps === 1 ? 'it' : 'them'}; keys go on working.`}
      </p>
      <div className="grid gap-2">
        <AcceptForm token={token} />
        <DeclineForm token={token} />
      </div>
    </div>
  );
}

function Said({ words, children }: { words: string; children?: ReactNode }) {
  return (
    <div className="grid gap-5">
      <p className="text-ink-muted [overflow-wrap:anywhere]">{words}</p>
      {children}
    </div>
  );
}
