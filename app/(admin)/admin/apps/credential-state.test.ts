import { expect, test } from 'vitest';
import { credentialState } from './credential-state';

const active = { status: 'active', isExpired: false, suspendedAt: null, retiringAt: null, isImported: false } as const;
const at = new Date('2026-11-21T10:00:00Z');

test('a key is called active only while the gateway takes it', () => {
  expect(credentialState(active).word).toBe('Active');
  expect(credentialState({ ...active, suspendedAt: at }).word).toBe('Suspended');
  expect(credentialState({ ...active, retiringAt: at }).word).toBe('Replaced');
  expect(credentialState({ ...active, isExpired: true, suspendedAt: at }).word).toBe('Expired');
  expect(credentialState({ ...active, status: 'revoking' }).word).toBe('Being revoked');
});

test('a key of before is attached, not made', () => {
  const attached = { ...active, isImported: true };
  expect(credentialState(attached).word).toBe('Active');
  expect(credentialState({ ...attached, status: 'provisioning' }).word).toBe('Being attached');
  expect(credentialState({ ...attached, status: 'failed' }).word).toBe('Not attached');
});
