import { z } from '@hono/zod-openapi';
import type { Context } from '@/core/context';
import { inOneTransaction } from '@/core/in-one-transaction';
import { addOrganizationDomain } from '@/core/organizations/add-organization-domain';
import { type ContactWish, changeContacts } from '@/core/organizations/change-contacts';
import { changeOrganization } from '@/core/organizations/change-organization';
import { createOrganization } from '@/core/organizations/create-organization';
import { deleteOrganization } from '@/core/organizations/delete-organization';
import { parseDomain } from '@/core/organizations/parse-domain';
import { removeOrganizationDomain } from '@/core/organizations/remove-organization-domain';
import { renameOrganization } from '@/core/organizations/rename-organization';
import { asNamed } from '../naming';
import { nothing, type Operation, operation } from '../operation';
import { organization, readOrganization } from './organizations';

const name = z.string().min(1).max(400);
const domains = z.array(z.string().min(1).max(300)).max(100).openapi({
  description: 'All email domains whose people are offered to join, once you have checked whose they are.',
});
const contact = z.strictObject({ kind: z.enum(['security', 'billing', 'technical']), name, email: name });

const about = { tag: 'Organizations', scope: 'organizations:write', answer: organization } as const;

/** What makes, changes and deletes organizations; organization-acts.ts has the decisions. */
export const organizationWrites: readonly Operation[] = [
  operation({
    ...about,
    method: 'post',
    path: '/organizations',
    operationId: 'createOrganization',
    summary: 'Make an organization',
    about: 'Active at once, with its default team and nobody in it: make developers in it or move them there.',
    body: z.strictObject({ name, domains: domains.default([]) }).openapi({ example: { name: 'Acme' } }),
    status: 201,
    run: (ctx, { body }) =>
      inOneTransaction(ctx, async (inside) => {
        const { organizationId } = await createOrganization(inside, body);
        await setDomains(inside, { id: organizationId, domains: [] }, body.domains);
        return readOrganization(inside, { id: organizationId });
      }),
    locationOf: ({ id }) => `/organizations/${id}`,
  }),
  operation({
    ...about,
    method: 'patch',
    path: '/organizations/{id}',
    operationId: 'changeOrganization',
    summary: 'Change an organization',
    about:
      'What you leave out stays; a list that you send is the whole list afterwards. All of it is changed, or nothing.',
    body: z
      .strictObject({
        name,
        hidesAddresses: z.boolean(),
        domains,
        contacts: z
          .array(contact)
          .max(3)
          .refine((given) => new Set(given.map(({ kind }) => kind)).size === given.length, 'One of each kind at most.')
          .openapi({ description: 'Whom to write to beside the super admins: one of each kind at most.' }),
      })
      .partial()
      .openapi({ example: { name: 'Acme Ltd', domains: ['acme.com'] } }),
    current: readOrganization,
    isOneAtATime: true,
    run: async (ctx, { params, body, current }) => {
      const before = organization.parse(current);
      const organizationId = before.id;
      if (body.name !== undefined && body.name !== before.name) {
        await renameOrganization(ctx, { organizationId, name: body.name });
      }
      const { hidesAddresses } = body;
      if (hidesAddresses !== undefined && hidesAddresses !== before.hidesAddresses) {
        await changeOrganization(ctx, { organizationId, hidesAddresses });
      }
      if (body.domains) await setDomains(ctx, before, body.domains);
      if (body.contacts) await setContacts(ctx, before, body.contacts);
      return readOrganization(ctx, params);
    },
  }),
  operation({
    ...about,
    method: 'delete',
    path: '/organizations/{id}',
    operationId: 'deleteOrganization',
    summary: 'Delete an organization',
    about:
      'Closes it at once; it is read as `closed` from then on. 409 for the default organization, for one that waits for a ' +
      'decision (reject it instead), and for one that is closed.',
    body: z.strictObject({
      apps: z.enum(['end_keys', 'follow_owners']).openapi({
        description:
          'What becomes of its apps: they end with their keys, or follow their owners into the default organization.',
      }),
      members: z
        .enum(['default', 'deactivate'])
        .openapi({ description: 'What becomes of its people: into the default organization, or deactivated.' }),
    }),
    status: 204,
    answer: nothing,
    current: readOrganization,
    isOneAtATime: true,
    run: async (ctx, { params, body }) => {
      await deleteOrganization(ctx, { organizationId: params.id ?? '', ...body });
      return null;
    },
  }),
];

type Kept = Pick<z.output<typeof organization>, 'id' | 'domains' | 'contacts'>;

async function setDomains(ctx: Context, before: Omit<Kept, 'contacts'>, wanted: readonly string[]): Promise<void> {
  const { id: organizationId, domains: known } = before;
  const at = (index: number) => () => ['domains', index];
  const read = await Promise.all(wanted.map((typed, index) => asNamed(async () => parseDomain(typed), at(index))));
  for (const domain of known.filter((one) => !read.includes(one))) {
    await removeOrganizationDomain(ctx, { organizationId, domain });
  }
  for (const [index, domain] of read.entries()) {
    if (known.includes(domain) || read.indexOf(domain) < index) continue;
    await asNamed(() => addOrganizationDomain(ctx, { organizationId, domain }), at(index));
  }
}

const NOBODY: ContactWish = { name: '', email: '' };

async function setContacts(ctx: Context, before: Kept, wanted: readonly z.output<typeof contact>[]): Promise<void> {
  if (JSON.stringify(sorted(before.contacts)) === JSON.stringify(sorted(wanted))) return;
  const of = (kind: string) => wanted.find((one) => one.kind === kind) ?? NOBODY;
  const contacts = { security: of('security'), billing: of('billing'), technical: of('technical') };
  await asNamed(
    () => changeContacts(ctx, { organizationId: before.id, contacts }),
    (field) => {
      const [, kind, part = ''] = /^(\w+)(Name|Email)$/.exec(field) ?? [];
      const index = wanted.findIndex((one) => one.kind === kind);
      return index < 0 ? undefined : ['contacts', index, part.toLowerCase()];
    },
  );
}

function sorted(contacts: readonly { kind: string; name: string; email: string }[]): string[][] {
  return contacts.map(({ kind, name: called, email }) => [kind, called, email]).toSorted();
}
