import NextAuth from 'next-auth';
import { authOptions } from '@/server/auth';

type Params = { params: Promise<{ nextauth: string[] }> };

/** next-auth's own endpoints: the OpenID round trip and its CSRF token. Password logins are our own action. */
async function answer(request: Request, context: Params): Promise<Response> {
  return NextAuth(authOptions())(request, context);
}

export { answer as GET, answer as POST };
