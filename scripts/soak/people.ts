import { and, eq } from 'drizzle-orm';
import { scopes } from '@/core/api-tokens/scopes';
import { drawToken, hashToken } from '@/core/api-tokens/token-form';
import { newId } from '@/db/ids';
import { apiTokens, users } from '@/db/schema';
import type { People } from '../../bench/people';

/** Somebody of the soak: a developer with the cookie of a session, or an admin with a token for everything. */
export type Person = { id: string; name: string } & ({ cookie: string } | { token: string });

const DEVELOPERS = 16;
const ADMINS = 4;
const HOURS_MS = 6 * 3_600_000;

/** Sixteen developers of the waiting hall and four admins, beside the people of the demo. */
export async function makePeople(people: People): Promise<Person[]> {
  const developers = await copies(people, 'dev@default.test', DEVELOPERS);
  const admins = await copies(people, 'admin@portal.test', ADMINS);
  const made: Person[] = [];
  for (const { id, email } of developers) {
    const { cookie } = await people.signIn(email);
    made.push({ id, name: email, cookie });
  }
  for (const { id, email } of admins) {
    const token = drawToken();
    await people.db.insert(apiTokens).values({
      ...{ id: newId(), userId: id, name: 'Soak', scopes: [...scopes] },
      ...{ hash: hashToken(token), lastFour: token.slice(-4), expiresAt: new Date(Date.now() + HOURS_MS) },
    });
    made.push({ id, name: email, token });
  }
  return made;
}

/** More people like the one with this address. */
async function copies({ db }: People, email: string, count: number): Promise<{ id: string; email: string }[]> {
  const [like] = await db
    .select()
    .from(users)
    .where(and(eq(users.email, email), eq(users.status, 'active')));
  if (!like) throw new Error(`the demo has no ${email}`);
  return db
    .insert(users)
    .values(
      Array.from({ length: count }, (_, at) => ({
        ...like,
        ...{ id: newId(), email: `soak-${like.kind}-${at + 1}@soak.test`, oidcSubject: null },
        ...{ firstName: 'Soak', lastName: `${like.kind} ${at + 1}` },
      })),
    )
    .returning({ id: users.id, email: users.email });
}
