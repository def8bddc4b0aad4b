import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { missingPlatforms } from './check-lock.mjs';

type Lock = Parameters<typeof missingPlatforms>[0];

// A fresh copy each time: the tests take things out of it.
const realLock = (): Lock => JSON.parse(readFileSync('package-lock.json', 'utf8'));

test('the lock file holds every platform of every package', () => {
  expect(missingPlatforms(realLock())).toEqual([]);
});

test('a platform that npm dropped is named with the package that wants it', () => {
  const lock = realLock();
  delete lock.packages['node_modules/@next/swc-darwin-arm64'];
  expect(missingPlatforms(lock)).toEqual([
    expect.stringMatching(/^node_modules\/next wants @next\/swc-darwin-arm64@\d/),
  ]);
});

test('a platform counts as there when it is locked beside an outer package', () => {
  const lock: Lock = {
    packages: {
      'node_modules/a': {},
      'node_modules/a/node_modules/b': { optionalDependencies: { inner: '1', beside: '1', lost: '1' } },
      'node_modules/a/node_modules/b/node_modules/inner': {},
      'node_modules/a/node_modules/beside': {},
    },
  };
  expect(missingPlatforms(lock)).toEqual(['node_modules/a/node_modules/b wants lost@1']);
});
