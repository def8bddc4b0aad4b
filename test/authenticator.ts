import { eq } from 'drizzle-orm';
import { Secret, TOTP } from 'otpauth';
import type { Context } from '@/core/context';
import type { DeveloperActor } from '@/core/identity/actor';
import { logIn } from '@/core/identity/log-in';
import { hashPassword } from '@/core/identity/passwords';
import { confirmTotp } from '@/core/second-factors/confirm-totp';
import { getSecondFactors } from '@/core/second-factors/get-second-factors';
import { prepareTotp } from '@/core/second-factors/prepare-totp';
import type { Database } from '@/db/client';
import { users } from '@/db/schema';
import { contextFor } from './harness';
import { seedSession, seedWorld } from './world';

/** The password of whoever `withPassword` gives one. */
export const PASSWORD = 'a harbour with nine lanterns';
/** What the browser of these tests calls itself. */
export const BROWSER = 'Firefox';

const STEP_MS = 30_000;

/** What somebody's phone shows; `steps` away from now. */
export type Authenticator = { code(steps?: number): string; recoveryCodes: string[] };

/** Sets up an authenticator for the person who asks, whose session has a row. Its first code, of now, is taken. */
export async function setUpAuthenticator(ctx: Context): Promise<Authenticator> {
  await prepareTotp(ctx);
  const { prepared } = await getSecondFactors(ctx);
  if (!prepared) throw new Error('there is nothing to confirm');
  const totp = new TOTP({ secret: Secret.fromBase32(prepared.secret) });
  const code = (steps = 0) => totp.generate({ timestamp: ctx.now().getTime() + steps * STEP_MS });
  const { recoveryCodes } = await confirmTotp(ctx, { code: code() });
  return { code, recoveryCodes };
}

/** Tom, with a password and logged in. */
export async function withPassword(db: Database): Promise<{ tom: DeveloperActor }> {
  const { tom } = await seedWorld(db);
  await db
    .update(users)
    .set({ passwordHash: await hashPassword(PASSWORD) })
    .where(eq(users.id, tom.userId));
  await seedSession(db, tom);
  return { tom };
}

/** Tom, with a password and an authenticator, logged in. */
export async function withAuthenticator(db: Database): Promise<{ tom: DeveloperActor; phone: Authenticator }> {
  const { tom } = await withPassword(db);
  return { tom, phone: await setUpAuthenticator(contextFor(db, tom)) };
}

/** What the right password earns somebody who has an authenticator. */
export async function loginTokenOf(db: Database, { email }: DeveloperActor): Promise<string> {
  const login = await logIn(contextFor(db), { email, password: PASSWORD, userAgent: BROWSER });
  if (login.kind !== 'second_factor') throw new Error('no second factor was asked for');
  return login.token;
}
