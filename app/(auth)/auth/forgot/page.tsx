import type { Metadata } from 'next';
import Link from 'next/link';
import { AuthPage } from '../../auth-page';
import { ForgotForm } from './forgot-form';

export const metadata: Metadata = { title: 'Forgot password' };

export default function ForgotPage() {
  return (
    <AuthPage
      title="Forgot password"
      description="Enter the address of your account. We send you a link to set a new password."
      footer={
        <Link href="/auth/login" className="link">
          Back to log in
        </Link>
      }
    >
      <ForgotForm />
    </AuthPage>
  );
}
