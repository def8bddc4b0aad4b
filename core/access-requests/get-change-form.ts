import { and, eq, inArray } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { accessRequests, apps, catalogs, credentials, type FormField, type PlanTerms } from '@/db/schema';
import type { Context } from '../context';
import { forbidden, notFound } from '../errors';
import { isActiveDeveloper } from '../identity/actor';
import { authorize } from '../policy';
import { readSettings } from '../settings/read';
import { visibleCredentials } from '../visibility';
import { type ChangeCatalog, readChangeChoices } from './change-choices';
import { productNames } from './request-line';
import { whyUnchangeable } from './why-unchangeable';

/** What a person needs to ask for another plan or other products for a key. */
export type ChangeForm = {
  credential: { id: string; name: string; lastFour: string };
  app: { id: string; name: string };
  /** What the key has now. `version` goes along with the form. */
  now: {
    version: number;
    planId: string | null;
    terms: PlanTerms;
    catalogId: string | null;
    catalogName: string | null;
    productNames: string;
  };
  /** Why it cannot be changed now; null when it can. */
  refusal: string | null;
  /** A change that is on its way. */
  open: { requestId: string; status: 'pending' | 'approved' } | null;
  catalogs: ChangeCatalog[];
  /** What the portal asks in every form; the products' own questions stand with them. */
  fields: FormField[];
  /** The answers of the key's request, by field name. */
  answers: Record<string, string>;
};

/** The form for one key. Throws `not_found`, and `forbidden` for whoever may not change it. */
export async function getChangeForm(ctx: Context, input: { credentialId: string }): Promise<ChangeForm> {
  if (!isId(input.credentialId)) throw notFound();
  const [row] = await ctx.db
    .select({
      key: credentials,
      request: accessRequests,
      productNames,
      catalogName: catalogs.displayName,
      app: {
        id: apps.id,
        name: apps.name,
        organizationId: apps.organizationId,
        ownerId: apps.ownerId,
        visibility: apps.visibility,
        teamId: apps.teamId,
      },
    })
    .from(credentials)
    .innerJoin(accessRequests, eq(accessRequests.id, credentials.accessRequestId))
    .innerJoin(apps, eq(apps.id, credentials.appId))
    .leftJoin(catalogs, eq(catalogs.id, accessRequests.catalogId))
    .where(and(eq(credentials.id, input.credentialId), visibleCredentials(ctx.db, ctx.actor)));
  if (!row) throw notFound();
  const { key, request, app } = row;
  authorize(ctx.actor, 'credential.change_terms', app);
  if (!isActiveDeveloper(ctx.actor)) throw forbidden();
  const { requestFields } = await readSettings(ctx.db);
  const refusal = whyUnchangeable(key, ctx.now());
  const open = await readOpenChange(ctx, request.id);
  return {
    credential: { id: key.id, name: key.name, lastFour: key.lastFour },
    app: { id: app.id, name: app.name },
    now: {
      version: request.version,
      planId: request.planId,
      terms: request.terms,
      catalogId: request.catalogId,
      catalogName: row.catalogName,
      productNames: row.productNames,
    },
    refusal,
    open,
    catalogs: refusal || open ? [] : await readChangeChoices(ctx, ctx.actor, request),
    fields: requestFields,
    answers: Object.fromEntries(request.answers.map(({ name, value }) => [name, value])),
  };
}

async function readOpenChange(ctx: Context, requestId: string): Promise<ChangeForm['open']> {
  const [open] = await ctx.db
    .select({ requestId: accessRequests.id, status: accessRequests.status })
    .from(accessRequests)
    .where(
      and(eq(accessRequests.changesRequestId, requestId), inArray(accessRequests.status, ['pending', 'approved'])),
    );
  if (!open) return null;
  return { requestId: open.requestId, status: open.status === 'approved' ? 'approved' : 'pending' };
}
