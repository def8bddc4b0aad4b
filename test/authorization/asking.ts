import { randomUUID } from 'node:crypto';
import { approveAccessRequest } from '@/core/access-requests/approve';
import { cancelAccessRequest } from '@/core/access-requests/cancel';
import { declineAccessRequest } from '@/core/access-requests/decline';
import { withdrawAccessRequest } from '@/core/access-requests/withdraw';
import { changeApp } from '@/core/apps/change-app';
import { deleteApp } from '@/core/apps/delete-app';
import { addToCart } from '@/core/cart/add';
import { removeFromCart } from '@/core/cart/remove';
import { submitCartGroup } from '@/core/cart/submit';
import type { Database } from '@/db/client';
import { cartItems } from '@/db/schema';
import { contextFor } from '../harness';
import { seedRequest } from '../requests';
import type { World } from '../world';
import { expecting, nothing, type Role, type Row, row } from './roles';

/** Ada's app is her organization's; what she asks for is seen by Tom and by portal admins. */
const request = (db: Database, world: World) => seedRequest(db, world);
const approved = async (db: Database, world: World) => {
  const asked = await seedRequest(db, world);
  await approveAccessRequest(contextFor(db, world.priya), asked);
  return asked;
};

const members: Role[] = ['ada', 'tom'];
const admins: Role[] = ['priya', 'alan', 'arun', 'audrey'];
const deciders: Role[] = ['priya', 'alan', 'arun'];
const activeDevelopers: Role[] = ['ada', 'tom', 'eve', 'mallory', 'dora', 'dan'];

const decides = expecting('not_found', { ok: deciders, forbidden: ['audrey', ...members] });
const runners: Role[] = ['priya', 'alan'];
const changesApp = expecting('not_found', { ok: [...members, ...runners], forbidden: ['arun', 'audrey'] });
const usesApp = expecting('not_found', { ok: members, forbidden: admins });

/** Everybody's cart holds Payments, also that of people who could never have put it there. */
async function fullCarts(db: Database, world: World) {
  const people = Object.values(world).filter((one) => typeof one === 'object' && 'userId' in one);
  const item = { catalogId: world.publicCatalog.id, productId: world.payments.id };
  await db.insert(cartItems).values(people.map(({ userId }) => ({ userId, ...item })));
  return item;
}

/** Cart, apps, requests and decisions. */
export const asking: Row[] = [
  row({
    verb: 'addToCart',
    stage: nothing,
    act: (ctx) => addToCart(ctx, { catalogSlug: 'public', productSlug: 'payments' }),
    expected: expecting('forbidden', { ok: activeDevelopers }),
  }),
  row({
    verb: 'removeFromCart',
    stage: fullCarts,
    act: removeFromCart,
    expected: expecting('forbidden', { ok: activeDevelopers }),
  }),
  row({
    verb: 'submitCartGroup',
    stage: fullCarts,
    act: (ctx, { catalogId }, world) =>
      submitCartGroup(ctx, {
        catalogId,
        planId: world.standard.id,
        app: { kind: 'new', name: 'Lamp' },
        answers: {},
        submissionKey: randomUUID(),
      }),
    expected: expecting('forbidden', { ok: activeDevelopers }),
  }),
  row({
    verb: 'changeApp',
    stage: nothing,
    act: (ctx, _stage, { ledger }) =>
      changeApp(ctx, { appId: ledger.id, name: 'Lamp', description: '', visibility: 'organization' }),
    expected: changesApp,
  }),
  row({
    verb: 'deleteApp',
    stage: nothing,
    act: (ctx, _stage, { ledger }) => deleteApp(ctx, { appId: ledger.id }),
    expected: changesApp,
  }),
  row({ verb: 'approveAccessRequest', stage: request, act: approveAccessRequest, expected: decides }),
  row({
    verb: 'declineAccessRequest',
    stage: request,
    act: (ctx, { requestId }) => declineAccessRequest(ctx, { requestId, reason: 'No.' }),
    expected: decides,
  }),
  row({ verb: 'cancelAccessRequest', stage: request, act: cancelAccessRequest, expected: usesApp }),
  row({
    verb: 'withdrawAccessRequest',
    stage: approved,
    act: (ctx, { requestId }) => withdrawAccessRequest(ctx, { requestId, reason: 'Abuse.' }),
    expected: decides,
  }),
];
