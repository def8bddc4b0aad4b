import { eq } from 'drizzle-orm';
import { encode } from 'next-auth/jwt';
import type { Context } from '@/core/context';
import { type Actor, systemActor } from '@/core/identity/actor';
import { loadActor } from '@/core/identity/load-actor';
import { startSession } from '@/core/identity/start-session';
import { type Database, databaseOn, openPool } from '@/db/client';
import { users } from '@/db/schema';
import { createSecretBox } from '@/server/secret-box';
import { sessionSecret } from '@/server/session-token';
import type { Portal } from './with-portal';

const SESSION_SECONDS = 12 * 60 * 60;

/** What acts at the portal's database for people of the demo. */
export type People = {
  db: Database;
  /** Somebody who has just logged in: for verbs, and the cookie of their browser. Throws for an unknown address. */
  signIn(email: string): Promise<{ ctx: Context; cookie: string }>;
  close(): Promise<void>;
};

/** Opens the portal's database for the benchmark itself. */
export function openPeople({ databaseUrl, secret }: Pick<Portal, 'databaseUrl' | 'secret'>): People {
  const pool = openPool(databaseUrl, { max: 4, onError: () => {} });
  const db = databaseOn(pool);
  const contextFor = (actor: Actor) => contextOf(db, secret, actor);
  return {
    db,
    async signIn(email) {
      const [user] = await db.select({ id: users.id, kind: users.kind }).from(users).where(eq(users.email, email));
      if (!user) throw new Error(`the demo has no ${email}`);
      const sessionId = await db.transaction((tx) =>
        startSession(contextFor(systemActor('bench')), tx, { userId: user.id, kind: user.kind, userAgent: 'bench' }),
      );
      const token = await encode({
        token: { sid: sessionId },
        secret: sessionSecret(secret),
        maxAge: SESSION_SECONDS,
      });
      return { ctx: contextFor(await loadActor(db, sessionId)), cookie: `portico.session=${token}` };
    },
    close: () => pool.end(),
  };
}

/** A context as the portal makes it, for this actor. */
export function contextOf(db: Database, secret: string, actor: Actor): Context {
  return {
    db,
    actor,
    now: () => new Date(),
    secrets: createSecretBox(secret),
    portalUrl: 'http://localhost',
    ip: '',
    requestId: 'bench',
    log: { info: () => {}, warn: () => {}, error: () => {} },
    fault: async () => {},
  };
}
