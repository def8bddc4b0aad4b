import { and, eq, sql } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { accessRequestProducts, apps, credentials } from '@/db/schema';
import type { Context } from '../context';
import { credentialSeal } from '../credentials/key-secrets';
import { conflict, notFound } from '../errors';
import { holdMember } from '../identity/hold-member';
import { authorize } from '../policy';
import { visibleCredentials } from '../visibility';

/** A key that the person may use, with what a call needs to know of it. */
export type OwnKey = {
  credentialId: string;
  organizationId: string;
  gatewayId: string;
  /** The products that the key was made for. */
  productIds: readonly string[];
  status: (typeof credentials.status.enumValues)[number];
  isImported: boolean;
  isSuspended: boolean;
  expiresAt: Date | null;
  isExpired: boolean;
  /** The secrets: they are used inside and never leave. Null where the portal has kept none. */
  key: string | null;
  keyId: string | null;
};

/**
 * A credential with its key, for use inside the portal: the key goes to the gateway and to nobody else. Throws
 * `not_found` for what the actor may not see, and `forbidden` for who may not have the key shown.
 */
export async function readOwnKey(ctx: Context, credentialId: string): Promise<OwnKey> {
  if (!isId(credentialId)) throw notFound();
  // Who was removed since the request began uses no key any more.
  await ctx.db.transaction((tx) => holdMember(tx, ctx.actor));
  const [row] = await ctx.db
    .select({
      credentialId: credentials.id,
      organizationId: credentials.organizationId,
      gatewayId: credentials.gatewayId,
      status: credentials.status,
      isImported: credentials.isImported,
      isSuspended: sql<boolean>`${credentials.suspendedAt} is not null`,
      expiresAt: credentials.expiresAt,
      isExpired: sql<boolean>`coalesce(${credentials.expiresAt} <= now(), false)`,
      keySealed: credentials.keySealed,
      keyIdSealed: credentials.keyIdSealed,
      accessRequestId: credentials.accessRequestId,
      app: {
        organizationId: apps.organizationId,
        ownerId: apps.ownerId,
        visibility: apps.visibility,
        teamId: apps.teamId,
      },
    })
    .from(credentials)
    .innerJoin(apps, eq(apps.id, credentials.appId))
    .where(and(eq(credentials.id, credentialId), visibleCredentials(ctx.db, ctx.actor)));
  if (!row) throw notFound();
  const { app, keySealed, keyIdSealed, accessRequestId, ...rest } = row;
  authorize(ctx.actor, 'credential.reveal', app);
  const opened = await ctx.db
    .select({ productId: accessRequestProducts.productId })
    .from(accessRequestProducts)
    .where(eq(accessRequestProducts.accessRequestId, accessRequestId));
  const open = (sealed: Buffer | null) => sealed && ctx.secrets.open(sealed, credentialSeal(credentialId));
  return {
    ...rest,
    productIds: opened.map(({ productId }) => productId),
    key: open(keySealed),
    keyId: open(keyIdSealed),
  };
}

/** Refuses a key that cannot be sent to this product. Throws `conflict` with what to do. */
export function usableKey(own: OwnKey, product: { productId: string; gatewayId: string | null }): string {
  if (!own.productIds.includes(product.productId) || own.gatewayId !== product.gatewayId) {
    throw conflict('This key was not made for this product. Choose another one, or ask for access.');
  }
  if (own.status !== 'active') throw conflict('This key is not active. Look at the page of its app.');
  if (own.isSuspended) throw conflict('This key is suspended. Ask who runs the portal about it.');
  if (own.isExpired) throw conflict('This key has expired. Ask for access again.');
  if (own.key === null && own.isImported) throw conflict('Of this key only its hash is known. Paste the key instead.');
  if (own.key === null) throw conflict('The portal has kept no copy of this key. Paste it instead.');
  return own.key;
}
