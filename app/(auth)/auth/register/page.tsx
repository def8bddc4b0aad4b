import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { isActiveAdmin, isActiveDeveloper } from '@/core/identity/actor';
import { getRegistrationForm } from '@/core/identity/get-registration-form';
import { getContext } from '@/server/context';
import { AuthPage } from '../../auth-page';
import { oneOf } from '../../one-of';
import { RegisterForm } from './register-form';

export const metadata: Metadata = { title: 'Register' };

export default async function RegisterPage({ searchParams }: PageProps<'/auth/register'>) {
  const ctx = await getContext();
  if (isActiveDeveloper(ctx.actor) || isActiveAdmin(ctx.actor)) redirect('/');
  const { registration, signUpFields, hasTerms } = await getRegistrationForm(ctx);
  const toLogin = (
    <>
      Registered already?{' '}
      <Link href="/auth/login" className="link">
        Log in
      </Link>
    </>
  );
  if (registration === 'closed') {
    return (
      <AuthPage title="Registration is closed" footer={toLogin}>
        <p className="text-ink-muted">
          Nobody can register at the moment. Ask whoever runs this portal for an account.
        </p>
      </AuthPage>
    );
  }
  const needsCode = registration === 'invitation';
  return (
    <AuthPage
      wide
      title="Register"
      description={
        needsCode
          ? 'Registration is by invitation: you need an invite code.'
          : 'An account lets you ask for access and make keys.'
      }
      footer={toLogin}
    >
      <RegisterForm
        fields={signUpFields}
        hasTerms={hasTerms}
        inviteCode={oneOf((await searchParams).code).slice(0, 100)}
        needsCode={needsCode}
      />
    </AuthPage>
  );
}
