import type { Context } from '../context';
import { conflict, forbidden } from '../errors';
import { type DeveloperActor, isActiveDeveloper } from '../identity/actor';
import { type Limit, throttle } from '../identity/throttle';
import { mutate, type Unit, violatedConstraint } from '../mutate';
import { tellAdmins } from '../notifications/tell-admins';
import { authorize } from '../policy';
import { readSettings } from '../settings/read';
import { foundOrganization } from './found-organization';
import { insertOrganization } from './insert-organization';
import { lockRequester } from './lock-requester';
import { nameTaken } from './name-taken';
import { parseOrganizationName } from './parse-organization-name';
import { parsePurpose } from './parse-purpose';

/** The organization that was asked for; `active` where nobody has to approve it. */
export type Requested = { organizationId: string; status: 'pending' | 'active' };

const DAY_SECONDS = 86_400;

/** Each request is a mail to every admin who decides. */
const requestLimit = (userId: string): Limit => ({
  bucket: `organization-request:${userId}`,
  attempts: 10,
  seconds: DAY_SECONDS,
});

/**
 * A developer of the default organization asks for one of their own. With auto-approval it is there at once and they
 * run it, with their apps; otherwise it waits, they stay where they are, and the admins are told. Throws `forbidden`
 * where developers may not register organizations, `invalid` for `name` and `purpose`, `conflict` while one waits
 * already.
 */
export async function requestOrganization(ctx: Context, input: { name: string; purpose: string }): Promise<Requested> {
  authorize(ctx.actor, 'organization.request');
  if (!isActiveDeveloper(ctx.actor)) throw forbidden();
  const { actor } = ctx;
  const wish = { ...parseOrganizationName(input.name), purpose: parsePurpose(input.purpose) };
  await throttle(ctx, requestLimit(actor.userId));
  return mutate(ctx, (unit) => request(unit, actor, wish)).catch((error: unknown) => {
    throw waitsAlready(nameTaken(error, 'Choose another name, or ask to be invited to it.'));
  });
}

type Wish = { name: string; nameKey: string; purpose: string };

async function request(unit: Unit, actor: DeveloperActor, wish: Wish): Promise<Requested> {
  const settings = await readSettings(unit.tx);
  if (!settings.organizationsMayRegister) {
    throw forbidden('Organizations are made by the admins of this portal. Ask them for one.');
  }
  const requester = await lockRequester(unit, actor.userId);
  // Moved or shut out since this page was opened.
  if (requester?.status !== 'active' || requester.isDeleted || !requester.organization.isDefault) throw forbidden();

  const status = settings.autoApproveOrganizations ? 'active' : 'pending';
  const made = await insertOrganization(unit, { ...wish, status, requestedBy: requester.id });
  const { organizationId } = made;
  const subject = { kind: 'organization', id: organizationId, organizationId };
  await unit.audit('organization.requested', subject, { name: wish.name, requester: requester.name });
  if (status === 'active') {
    await unit.audit('organization.approved', subject, { automatically: true });
    await foundOrganization(unit, { organizationId, userId: requester.id, from: actor.organization.id });
  } else {
    await tellAdmins(unit, {
      message: 'organization-to-decide',
      subjectId: organizationId,
      kind: 'organization.requested',
      title: `${requester.name} asks for the organization ${wish.name}`,
      href: `/admin/organizations/${organizationId}`,
    });
  }
  return { organizationId, status };
}

/** The database's last word on one wish at a time. */
function waitsAlready(error: unknown): unknown {
  if (violatedConstraint(error) !== 'organizations_one_pending_per_requester') return error;
  return conflict('You have asked for an organization already. Wait for the answer, or withdraw that request first.');
}
