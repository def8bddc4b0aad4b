import { expect, test } from 'vitest';
import { newWish } from '../contract/new-wish';
import { troubleStage } from '../contract/trouble-stage';

const stage = troubleStage();

test('with its store down, nothing is absent, deleted, listed or refused for good [G-09]', async () => {
  const { key, wish } = await stage.issued();
  stage.demo().switches.set({ storeDown: true });
  expect(await stage.gateway().readKey({ key })).toMatchObject({ outcome: 'unknown' });
  expect(await stage.gateway().deleteKey({ key })).toMatchObject({ outcome: 'unknown' });
  expect(await stage.gateway().deleteKey({ id: wish.id })).toMatchObject({ outcome: 'unknown' });
  expect(await stage.gateway().listKeys()).toMatchObject({ outcome: 'unknown' });
  expect(await stage.gateway().putKey(wish, { firstIssue: false })).toMatchObject({ outcome: 'unknown' });
  expect(await stage.gateway().selfTest()).toMatchObject({ outcome: 'unknown' });
  stage.demo().switches.reset();
  expect(await stage.gateway().readKey({ key })).toMatchObject({ outcome: 'found' });
});

test('with its store hanging, a write is unknown', async () => {
  stage.demo().switches.set({ storeHang: true });
  expect(await stage.gateway().putKey(newWish(), { firstIssue: true })).toMatchObject({ outcome: 'unknown' });
});

// Leave the second look of bracket.ts out and this must fail.
test('a store that comes back while we look does not make a key absent', async () => {
  const { key } = await stage.issued();
  stage.demo().switches.set({ storeDown: true });
  const watched = stage.adapter({
    fetch: async (url, init) => {
      const answer = await fetch(url, init);
      // Up again right after the first 404 for the key: the sentinel is then readable.
      stage.demo().switches.set({ storeDown: false });
      return answer;
    },
  });
  expect(await watched.readKey({ key })).toMatchObject({ outcome: 'found' });
});

// Leave `stillThere` of bracket.ts out and this must fail.
test('a store that goes down while we look does not make a key absent', async () => {
  const { key } = await stage.issued();
  let looks = 0;
  const path = `/tyk/keys/${encodeURIComponent(key)}`;
  const watched = stage.adapter({
    fetch: (url, init) => {
      if (String(url).includes(path)) {
        looks += 1;
        // The first look finds a store that is down, the sentinel one that is up, the second one that is down again.
        stage.demo().switches.set({ storeDown: true });
      } else if (looks === 1) stage.demo().switches.set({ storeDown: false });
      return fetch(url, init);
    },
  });
  expect(await watched.readKey({ key })).toMatchObject({ outcome: 'unknown' });
  expect(looks).toBe(2);
});

test('an emptied store makes keys absent, once the sentinel is there again', async () => {
  const { key } = await stage.issued();
  await stage.demo().wipeStore();
  expect(await stage.gateway().readKey({ key })).toEqual({ outcome: 'absent' });
  expect(
    stage
      .demo()
      .keys()
      .some((kept) => kept.session.tags.includes('portico-sentinel')),
  ).toBe(true);
});

test('an import that meets a store which comes back is sent again, not refused for good', async () => {
  const wish = newWish();
  stage.demo().switches.set({ storeDown: true });
  const watched = stage.adapter({
    fetch: async (url, init) => {
      const answer = await fetch(url, init);
      stage.demo().switches.set({ storeDown: false });
      return answer;
    },
  });
  expect(await watched.putKey(wish, { firstIssue: true })).toMatchObject({ outcome: 'applied' });
});
