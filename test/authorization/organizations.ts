import { eq } from 'drizzle-orm';
import { addOrganizationDomain } from '@/core/organizations/add-organization-domain';
import { approveOrganization } from '@/core/organizations/approve-organization';
import { createOrganization } from '@/core/organizations/create-organization';
import { deleteOrganization } from '@/core/organizations/delete-organization';
import { nameSuperAdmin } from '@/core/organizations/name-super-admin';
import { rejectOrganization } from '@/core/organizations/reject-organization';
import { removeOrganizationDomain } from '@/core/organizations/remove-organization-domain';
import { renameOrganization } from '@/core/organizations/rename-organization';
import { requestOrganization } from '@/core/organizations/request-organization';
import { resumeOrganization } from '@/core/organizations/resume-organization';
import { suspendOrganization } from '@/core/organizations/suspend-organization';
import { withdrawOrganizationRequest } from '@/core/organizations/withdraw-organization-request';
import type { Database } from '@/db/client';
import { organizationDomains, organizations, settings, users } from '@/db/schema';
import { contextFor } from '../harness';
import type { World } from '../world';
import { expecting, nothing, type Role, type Row, row } from './roles';

const deciders: Role[] = ['priya', 'alan', 'arun'];
const runners: Role[] = ['priya', 'alan'];
const wish = { name: 'Orchard Robotics', purpose: 'Picking robots' };

const switchedOn = (db: Database) => db.update(settings).set({ organizationsMayRegister: true });

/** Dan has asked for an organization, and it waits. */
async function waiting(db: Database, { dan }: World): Promise<{ organizationId: string }> {
  await switchedOn(db);
  return requestOrganization(contextFor(db, dan), wish);
}

const acmeWith =
  (change: Partial<typeof organizations.$inferInsert>) =>
  async (db: Database, { acme }: World): Promise<void> => {
    await db.update(organizations).set(change).where(eq(organizations.id, acme.id));
  };

const decides = expecting('not_found', { ok: deciders, forbidden: ['audrey'] });
const runs = expecting('not_found', { ok: runners, forbidden: ['arun', 'audrey'] });

/** Organizations: how they begin, pause and end. */
export const organizationsOfThePortal: Row[] = [
  row({
    verb: 'requestOrganization',
    stage: switchedOn,
    act: (ctx) => requestOrganization(ctx, wish),
    expected: expecting('forbidden', { ok: ['dora', 'dan'] }),
  }),
  row({
    verb: 'withdrawOrganizationRequest',
    stage: waiting,
    act: withdrawOrganizationRequest,
    expected: expecting('not_found', { ok: ['dan'] }),
  }),
  row({ verb: 'approveOrganization', stage: waiting, act: approveOrganization, expected: decides }),
  row({
    verb: 'rejectOrganization',
    stage: waiting,
    act: (ctx, stage) => rejectOrganization(ctx, { ...stage, reason: 'Not now' }),
    expected: decides,
  }),
  row({
    verb: 'createOrganization',
    stage: nothing,
    act: (ctx) => createOrganization(ctx, { name: wish.name }),
    expected: expecting('forbidden', { ok: runners }),
  }),
  row({
    verb: 'renameOrganization',
    stage: nothing,
    act: (ctx, _stage, { acme }) => renameOrganization(ctx, { organizationId: acme.id, name: wish.name }),
    expected: expecting('not_found', { ok: ['ada', ...runners], forbidden: ['tom', 'arun', 'audrey'] }),
  }),
  row({
    verb: 'suspendOrganization',
    stage: nothing,
    act: (ctx, _stage, { acme }) => suspendOrganization(ctx, { organizationId: acme.id, reason: 'An unpaid bill' }),
    expected: runs,
  }),
  row({
    verb: 'resumeOrganization',
    stage: acmeWith({ status: 'suspended', decidedAt: new Date() }),
    act: (ctx, _stage, { acme }) => resumeOrganization(ctx, { organizationId: acme.id }),
    expected: runs,
  }),
  row({
    verb: 'deleteOrganization',
    stage: nothing,
    act: (ctx, _stage, { acme }) =>
      deleteOrganization(ctx, { organizationId: acme.id, apps: 'end_keys', members: 'default' }),
    expected: runs,
  }),
  row({
    verb: 'addOrganizationDomain',
    stage: nothing,
    act: (ctx, _stage, { acme }) => addOrganizationDomain(ctx, { organizationId: acme.id, domain: 'acme.com' }),
    expected: runs,
  }),
  row({
    verb: 'removeOrganizationDomain',
    stage: (db, { acme }) => db.insert(organizationDomains).values({ domain: 'acme.com', organizationId: acme.id }),
    act: (ctx, _stage, { acme }) => removeOrganizationDomain(ctx, { organizationId: acme.id, domain: 'acme.com' }),
    expected: runs,
  }),
  row({
    verb: 'nameSuperAdmin',
    // Ada was deactivated in the database's own way, so that nobody is left; her actor in the table is from before.
    stage: (db, { ada }) => db.update(users).set({ status: 'inactive' }).where(eq(users.id, ada.userId)),
    act: (ctx, _stage, { acme, tom }) => nameSuperAdmin(ctx, { organizationId: acme.id, userId: tom.userId }),
    expected: expecting('not_found', { ok: runners, forbidden: ['ada', 'tom', 'arun', 'audrey'] }),
  }),
];
