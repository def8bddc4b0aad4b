import { cancelClosing } from '@/core/organizations/cancel-closing';
import { changeContacts } from '@/core/organizations/change-contacts';
import { changeOrganization } from '@/core/organizations/change-organization';
import { exportOrganization } from '@/core/organizations/export-organization';
import { requestClosing } from '@/core/organizations/request-closing';
import type { Database } from '@/db/client';
import { contextFor } from '../harness';
import { seedSession, type World } from '../world';
import { expecting, nothing, type Role, type Row, row } from './roles';

const admins: Role[] = ['priya', 'alan', 'arun', 'audrey'];
const nobody = { name: '', email: '' };

/** Ada, who runs Acme, and the admins who run the portal. */
const changes = expecting('not_found', { ok: ['ada', 'priya', 'alan'], forbidden: ['tom', 'arun', 'audrey'] });

/** Acme is about to close. */
async function closing(db: Database, { ada, acme }: World): Promise<{ organizationId: string }> {
  await seedSession(db, ada);
  await requestClosing(contextFor(db, ada), { organizationId: acme.id, typedName: acme.name });
  return { organizationId: acme.id };
}

/** Verbs of an organization’s own people about it. */
export const organizationHome: Row[] = [
  row({
    verb: 'changeOrganization',
    stage: nothing,
    act: (ctx, _stage, { acme }) => changeOrganization(ctx, { organizationId: acme.id, hidesAddresses: true }),
    expected: changes,
  }),
  row({
    verb: 'changeContacts',
    stage: nothing,
    act: (ctx, _stage, { acme }) =>
      changeContacts(ctx, {
        organizationId: acme.id,
        contacts: { security: nobody, billing: nobody, technical: nobody },
      }),
    expected: changes,
  }),
  row({
    verb: 'requestClosing',
    stage: nothing,
    act: (ctx, _stage, { acme }) => requestClosing(ctx, { organizationId: acme.id, typedName: acme.name }),
    // Admins delete organizations by another verb, with a choice.
    expected: expecting('not_found', { ok: ['ada'], forbidden: ['tom', ...admins], unauthenticated: ['nobody'] }),
  }),
  row({ verb: 'cancelClosing', stage: closing, act: cancelClosing, expected: changes }),
  row({
    verb: 'exportOrganization',
    stage: nothing,
    act: (ctx) => exportOrganization(ctx),
    expected: expecting('not_found', { ok: ['ada', 'eve'], forbidden: ['tom', 'mallory'] }),
  }),
  { verb: 'closeOrganizationWhenDue', system: 'the job organization.close, when the waiting period is over' },
];
