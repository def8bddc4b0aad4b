import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { Alert } from '@/components/ui/alert';
import { buttonClass } from '@/components/ui/button';
import { isActiveAdmin, isActiveDeveloper } from '@/core/identity/actor';
import { getRegistrationForm } from '@/core/identity/get-registration-form';
import { landingFor } from '@/core/identity/landing-for';
import { providerRefusals } from '@/core/identity/provider-refusals';
import { safePath } from '@/core/identity/safe-path';
import { getContext } from '@/server/context';
import { oidcName } from '@/server/oidc';
import { AuthPage } from '../../auth-page';
import { oneOf } from '../../one-of';
import { PasskeySignInForm } from '../second-factor/second-factor-form';
import { LoginForm } from './login-form';

export const metadata: Metadata = { title: 'Log in' };

export default async function LoginPage({ searchParams }: PageProps<'/auth/login'>) {
  const ctx = await getContext();
  const query = await searchParams;
  const next = safePath(oneOf(query.next));
  if (isActiveDeveloper(ctx.actor) || isActiveAdmin(ctx.actor)) redirect(landingFor(ctx.actor, next));
  const { registration, hasTerms } = await getRegistrationForm(ctx);
  const provider = oidcName();
  const refusal = refusalOf(oneOf(query.refused), oneOf(query.error));

  return (
    <AuthPage
      title="Log in"
      footer={
        registration !== 'closed' && (
          <>
            New here?{' '}
            <Link href="/auth/register" className="link">
              Register
            </Link>
          </>
        )
      }
    >
      <div className="grid gap-5">
        {refusal && (
          <Alert tone="danger" live>
            {refusal}
          </Alert>
        )}
        {next !== '/' && !refusal && <p className="text-ink-muted">Log in to go on to the page that you opened.</p>}
        <LoginForm next={next} />
        <div className="grid gap-3">
          <PasskeySignInForm next={next} />
          {provider && <SingleSignOn name={provider} next={next} hasTerms={hasTerms} />}
        </div>
      </div>
    </AuthPage>
  );
}

/** Not a `Link`: it leaves the portal, and must never be fetched ahead. */
function SingleSignOn({ name, next, hasTerms }: { name: string; next: string; hasTerms: boolean }) {
  return (
    <>
      <p className="flex items-center gap-3 text-ink-muted text-sm before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        or
      </p>
      <a href={`/auth/oidc?next=${encodeURIComponent(next)}`} className={buttonClass({}, 'w-full')}>
        Continue with {name}
      </a>
      {hasTerms && (
        <p className="-mt-2 text-ink-muted text-sm">
          Who signs in so for the first time accepts the{' '}
          <a href="/terms" className="link">
            terms
          </a>
          .
        </p>
      )}
    </>
  );
}

/** Our own reasons by name; whatever else went wrong on the way to the provider and back is one sentence. */
function refusalOf(refused: string, error: string): string | null {
  if (Object.hasOwn(providerRefusals, refused)) return providerRefusals[refused as keyof typeof providerRefusals];
  return refused || error ? 'Single sign-on did not work. Try again, or log in with your password.' : null;
}
