import 'server-only';
import { randomUUID } from 'node:crypto';
import { headers } from 'next/headers';
import { notFound as notFoundPage, redirect } from 'next/navigation';
import { cache } from 'react';
import { type OpenView, openViewFor } from '@/core/catalogs/open-view';
import { asActor, type Context } from '@/core/context';
import {
  type Actor,
  type AdminActor,
  anonymous,
  type DeveloperActor,
  isActiveAdmin,
  isActiveDeveloper,
} from '@/core/identity/actor';
import { loadActor } from '@/core/identity/load-actor';
import { safePath } from '@/core/identity/safe-path';
import { readSessionId } from './auth';
import { clientIp } from './client-ip';
import { loadSettings } from './settings';
import { readViewCookie } from './view-cookie';
import { wiring } from './wiring';

/** The page that a request is for, as `proxy.ts` says it: whatever the client sends under this name is overwritten. */
const PATH_HEADER = 'x-portico-path';

/** Who asks, and everything a verb needs to answer: loaded once per request. */
export const getContext = cache(async (): Promise<Context> => {
  const requestHeaders = await headers();
  const { db, contextFor } = wiring();
  const sessionId = await readSessionId();
  const actor = sessionId ? await loadActor(db, sessionId) : anonymous;
  return contextFor(actor, {
    ip: clientIp(requestHeaders),
    requestId: requestHeaders.get('x-request-id')?.slice(0, 64) ?? randomUUID(),
  });
});

/** What the admin who asks views the portal as, if they do: for `requireVisitor` and the frame around its pages. */
export const loadView = cache(async (): Promise<OpenView | null> => {
  const sealed = await readViewCookie();
  return sealed === '' ? null : openViewFor(await getContext(), sealed);
});

/** Who reads the offer: the one who asks, or whom an admin views the portal as. For pages that are open to strangers too. */
export async function getViewer(): Promise<Context> {
  const view = await loadView();
  const ctx = await getContext();
  return view ? asActor(ctx, view.actor) : ctx;
}

/** A context whose actor is known to be of one kind. */
export type ContextOf<Who extends Actor> = Context & { actor: Who };

/** For pages of developers. Anonymous people log in first and come back to `path`; who waits sees what for. */
export async function requireDeveloper(path: string): Promise<ContextOf<DeveloperActor>> {
  const ctx = await getContext();
  if (isActiveDeveloper(ctx.actor)) return { ...ctx, actor: ctx.actor };
  return turnAway(ctx.actor, path);
}

/** For pages of portal admins. A developer learns nothing: the page does not exist for them. */
export async function requireAdmin(path: string): Promise<ContextOf<AdminActor>> {
  const ctx = await getContext();
  if (isActiveAdmin(ctx.actor)) return { ...ctx, actor: ctx.actor };
  if (ctx.actor.kind === 'developer') notFoundPage();
  return turnAway(ctx.actor, path);
}

/** For pages of anybody who is signed in and active: developers and admins. */
export async function requirePerson(path: string): Promise<ContextOf<DeveloperActor | AdminActor>> {
  const ctx = await getContext();
  if (isActiveDeveloper(ctx.actor) || isActiveAdmin(ctx.actor)) return { ...ctx, actor: ctx.actor };
  return turnAway(ctx.actor, path);
}

/**
 * For pages that anybody may open, unless the portal is for signed-in people only: then a stranger logs in first and
 * comes back to the page, and who waits for approval sees what for. Visibility hides the offer from both all the same.
 * An admin who views the portal as somebody else is that view here, and nowhere else.
 */
export async function requireVisitor(): Promise<Context> {
  const ctx = await getViewer();
  if (isActiveDeveloper(ctx.actor) || isActiveAdmin(ctx.actor)) return ctx;
  if (!(await loadSettings()).signedInOnly) return ctx;
  return turnAway(ctx.actor, safePath((await headers()).get(PATH_HEADER)));
}

/** Where somebody belongs who may not go on: log in, change the password first, or wait. */
function turnAway(actor: Actor, path: string): never {
  if (actor.kind === 'anonymous' || actor.kind === 'system') redirect(`/auth/login?next=${encodeURIComponent(path)}`);
  if (actor.mustChangePassword) redirect('/auth/change-password');
  if (actor.kind === 'admin') redirect(actor.needsSecondFactor ? '/auth/second-factor/set-up' : '/auth/login');
  redirect('/auth/waiting');
}
