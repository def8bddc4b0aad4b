import { randomInt } from 'node:crypto';
import type { KeyWish } from '@/core/ports/gateway-keys';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const ID_LENGTH = 32;

/** An id as the portal draws them. */
export function newId(): string {
  return Array.from({ length: ID_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

/** A wish for a new key: one API, no quota, unless told otherwise. */
export function newWish(wanted: Partial<KeyWish> = {}): KeyWish {
  return {
    id: newId(),
    policyIds: ['acl-petstore', 'plan-partner'],
    expires: 'never',
    metadata: { app_name: 'Ledger', developer_email: 'ada@acme.test' },
    alias: 'Ledger',
    tags: ['portico'],
    ...wanted,
  };
}
