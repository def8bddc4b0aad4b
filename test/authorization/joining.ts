import { acceptJoinRequest } from '@/core/join-requests/accept-join-request';
import { declineJoinRequest } from '@/core/join-requests/decline-join-request';
import { submitJoinRequest } from '@/core/join-requests/submit-join-request';
import { withdrawJoinRequest } from '@/core/join-requests/withdraw-join-request';
import type { Database } from '@/db/client';
import { organizationDomains } from '@/db/schema';
import { contextFor } from '../harness';
import type { World } from '../world';
import { expecting, type Role, type Row, row } from './roles';

const admins: Role[] = ['priya', 'alan', 'arun', 'audrey'];

/** The addresses of Dora and Dan have a domain of Acme. */
async function domainOfAcme(db: Database, { acme, dora }: World): Promise<{ organizationId: string }> {
  const [, domain = ''] = dora.email.split('@');
  await db.insert(organizationDomains).values({ domain, organizationId: acme.id });
  return { organizationId: acme.id };
}

/** Dora asks to be let into Acme. */
async function asked(db: Database, world: World): Promise<{ joinRequestId: string }> {
  return submitJoinRequest(contextFor(db, world.dora), await domainOfAcme(db, world));
}

/** The organization alone decides; portal admins only see that there is something, and Dora may not let herself in. */
const decides = expecting('not_found', { ok: ['ada'], forbidden: ['dora', ...admins] });

/** Verbs about being let into an organization by one’s address. */
export const joining: Row[] = [
  row({
    verb: 'submitJoinRequest',
    stage: domainOfAcme,
    act: submitJoinRequest,
    expected: expecting('forbidden', { ok: ['dora', 'dan'] }),
  }),
  row({ verb: 'acceptJoinRequest', stage: asked, act: acceptJoinRequest, expected: decides }),
  row({ verb: 'declineJoinRequest', stage: asked, act: declineJoinRequest, expected: decides }),
  row({
    verb: 'withdrawJoinRequest',
    stage: asked,
    act: withdrawJoinRequest,
    expected: expecting('not_found', { ok: ['dora'], forbidden: ['ada', ...admins] }),
  }),
];
