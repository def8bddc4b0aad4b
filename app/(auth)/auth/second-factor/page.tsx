import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { safePath } from '@/core/identity/safe-path';
import { readSecondFactor } from '@/server/second-factor-cookie';
import { AuthPage } from '../../auth-page';
import { oneOf } from '../../one-of';
import { PasskeySignInForm, SecondFactorForm } from './second-factor-form';

export const metadata: Metadata = { title: 'Confirm that it is you' };

/** The second half of a login, after the right password. Who has none of that begins at the beginning. */
export default async function SecondFactorPage({ searchParams }: PageProps<'/auth/second-factor'>) {
  const next = safePath(oneOf((await searchParams).next));
  const login = `/auth/login?next=${encodeURIComponent(next)}`;
  if ((await readSecondFactor()) === '') redirect(login);
  return (
    <AuthPage
      title="Confirm that it is you"
      description="Your password was right. Your account asks for a second proof as well."
      footer={
        <>
          Lost your authenticator and your recovery codes? Ask whoever runs this portal.{' '}
          <Link href={login} className="link">
            Log in as somebody else
          </Link>
        </>
      }
    >
      <div className="grid gap-4">
        <SecondFactorForm next={next} />
        <PasskeySignInForm next={next} />
      </div>
    </AuthPage>
  );
}
