import { expect, test } from 'vitest';
import { complaints, isAllowed, productionPackages, readLock } from './licences.mjs';
import { billOfMaterials } from './sbom.mjs';

test('every package of production has a licence that was said yes to, and is not given up [P-04]', () => {
  const packages = productionPackages(readLock());
  expect(packages.length).toBeGreaterThan(200);
  expect(complaints(packages)).toEqual([]);
});

test.each([
  ['left-pad', 'MIT', true],
  ['left-pad', '(MIT OR GPL-3.0-only)', true],
  ['left-pad', 'MIT AND GPL-3.0-only', false],
  ['left-pad', 'LGPL-3.0-or-later', false],
  ['@img/sharp-linux-x64', 'Apache-2.0 AND LGPL-3.0-or-later', true],
  ['left-pad', 'none', false],
])('%s under %s: %s', (name, licence, expected) => {
  expect(isAllowed({ name, licence })).toBe(expected);
});

test('packages of other platforms count, those of the tests do not, and a given up one is told', () => {
  const packages = productionPackages({
    packages: {
      '': {},
      'node_modules/a': { version: '1.0.0', license: 'MIT' },
      'node_modules/b/node_modules/a': { version: '1.0.0', license: 'MIT' },
      'node_modules/@img/c': { version: '2.0.0', deprecated: 'no longer supported' },
      'node_modules/d': { version: '1.0.0', license: 'GPL-3.0-only', dev: true },
    },
  });
  expect(packages.map(({ name }) => name)).toEqual(['@img/c', 'a']);
  expect(complaints(packages)).toEqual([
    '@img/c@2.0.0 has the licence "none"',
    '@img/c@2.0.0 was given up: no longer supported',
  ]);
});

test('the bill of materials is the portal’s own, and holds nothing that the lock file does not [P-04]', () => {
  const bill = billOfMaterials();
  expect(bill).toMatchObject({ bomFormat: 'CycloneDX', metadata: { component: { name: 'portico' } } });
  const locked = new Set(productionPackages(readLock()).map(({ name, version }) => `${name}@${version}`));
  const listed = bill.components.map(({ 'bom-ref': name }) => String(name));
  expect(listed.length).toBeGreaterThan(200);
  expect(listed.filter((name) => !locked.has(name))).toEqual([]);
}, 60_000);
