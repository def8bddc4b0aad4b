import type { Metadata } from 'next';
import Link from 'next/link';
import { AuthPage } from '../../auth-page';

export const metadata: Metadata = { title: 'Goodbye' };

/** Where a deleted account ends. It says the same to everybody who opens it. */
export default function GoodbyePage() {
  return (
    <AuthPage
      title="Goodbye"
      footer={
        <Link href="/" className="link">
          To the start page
        </Link>
      }
    >
      <p className="text-ink-muted">
        Your account is deleted and you are signed out. A last mail to your address confirms it. You are welcome to
        register again.
      </p>
    </AuthPage>
  );
}
