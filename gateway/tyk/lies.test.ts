import { expect, test } from 'vitest';
import { newWish } from '../contract/new-wish';
import { troubleStage } from '../contract/trouble-stage';

const stage = troubleStage();

test('a gateway that grants less than it says is seen by the read [K-13] [G-16]', async () => {
  const wish = newWish({ policyIds: ['acl-petstore', 'acl-books', 'plan-partner'] });
  stage.demo().switches.set({ lieFewerRights: true, only: ['POST'] });
  const put = await stage.gateway().putKey(wish, { firstIssue: true });
  expect(put).toMatchObject({ outcome: 'applied' });
  expect(await stage.gateway().readKey({ id: wish.id })).toMatchObject({ session: { apiIds: ['petstore'] } });
});

test('a gateway that lies about a delete is seen by the read', async () => {
  const { key } = await stage.issued();
  stage.demo().switches.set({ lieDelete: true });
  expect(await stage.gateway().deleteKey({ key })).toEqual({ outcome: 'deleted' });
  expect(await stage.gateway().readKey({ key })).toMatchObject({ outcome: 'found' });
});

test('a gateway that does not list hashed keys is unsupported, not empty [G-12]', async () => {
  stage.demo().switches.set({ listingOff: true });
  expect(await stage.gateway().listKeys()).toEqual({ outcome: 'unsupported' });
  expect(await stage.gateway().selfTest()).toMatchObject({ outcome: 'ok', listing: false });
});

test('a gateway that sends zero fields is read like one that leaves them out', async () => {
  const { key } = await stage.issued();
  const without = await stage.gateway().readKey({ key });
  stage.demo().switches.set({ zeroFields: true });
  expect(await stage.gateway().readKey({ key })).toEqual(without);
});

test('without policy routes the inventory says so, and the preview still finds unknown policies', async () => {
  stage.demo().switches.set({ noPolicyRoutes: true });
  expect(await stage.gateway().inventory()).toMatchObject({ outcome: 'read', policies: 'unsupported' });
  expect(await stage.gateway().preview(['acl-petstore', 'plan-free', 'plan-unlimited', 'nope'])).toMatchObject({
    apiIds: ['petstore'],
    missingPolicyIds: ['nope'],
  });
});
