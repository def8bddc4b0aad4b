import type { Context } from '../context';
import { DomainError } from '../errors';
import { networkOf } from './network-of';
import { type Limit, throttle } from './throttle';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/**
 * Log in: ten wrong passwords for an account from one network, thirty from all of them together, and fifty from one
 * network for whatever accounts, in a quarter of an hour. A stranger's guesses therefore lock the owner out only when
 * they come from several networks at once.
 */
export function logInLimits(ctx: Context, email: string): Limit[] {
  const account = accountOf(ctx, email);
  const seconds = 15 * MINUTE;
  return [
    ...perNetwork(ctx, 'login', 50, seconds),
    { bucket: `login:${networkOf(ctx.ip) ?? 'unknown'}:${account}`, attempts: 10, seconds },
    { bucket: `login:account:${account}`, attempts: 30, seconds },
  ];
}

/** Registering: many people may sit behind one network, at a workshop for instance. */
export const registrationLimits = (ctx: Context) => perNetwork(ctx, 'register', 300, HOUR);

/** Asking for links by mail, from one network. */
export const linkLimits = (ctx: Context) => perNetwork(ctx, 'link', 20, HOUR);

/** Mails of one kind to one account; passing it is never said, since that would tell that the account exists. */
export const mailLimit = (ctx: Context, kind: 'reset' | 'verify' | 'known', email: string): Limit => ({
  bucket: `mail:${kind}:${accountOf(ctx, email)}`,
  attempts: 3,
  seconds: HOUR,
});

/** Links that lead nowhere: 256 bits cannot be guessed, but nobody needs to try for long. */
export const deadLinkLimits = (ctx: Context) => perNetwork(ctx, 'dead-link', 100, HOUR);

/** Tokens of the REST API that are none, from one network. */
export const deadApiTokenLimits = (ctx: Context) => perNetwork(ctx, 'api-token', 100, HOUR);

/** Searches of strangers, suggestions while they type included: many may sit behind one network. */
export const searchLimits = (ctx: Context) => perNetwork(ctx, 'search', 1_200, 5 * MINUTE);

/** Passkeys that are begun, from one network: each leaves a row behind. */
export const passkeyLimits = (ctx: Context) => perNetwork(ctx, 'passkey', 300, HOUR);

/** Handing in keys that were found: few, because whoever guesses shall get nowhere. */
export const foundKeyLimits = (ctx: Context) => perNetwork(ctx, 'found', 20, HOUR);

/** Asking for another address: each wish is a mail to somebody who may not have asked for it. */
export const addressChangeLimit = (userId: string): Limit => ({
  bucket: `address-change:${userId}`,
  attempts: 5,
  seconds: HOUR,
});

/**
 * Asking for the current password of somebody who is logged in: a borrowed browser must not become a borrowed account.
 */
export const ownPasswordLimit = (userId: string): Limit => ({
  bucket: `own-password:${userId}`,
  attempts: 10,
  seconds: 15 * MINUTE,
});

/** Counts an attempt in every bucket. Throws `too_many` at the first that is full. */
export async function throttleAll(ctx: Context, limits: readonly Limit[]): Promise<void> {
  for (const limit of limits) await throttle(ctx, limit);
}

/** Counts an attempt; false, and nothing thrown, when the limit is passed. */
export async function isWithin(ctx: Context, limit: Limit): Promise<boolean> {
  try {
    await throttle(ctx, limit);
    return true;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'too_many') return false;
    throw error;
  }
}

/** Where the address is not known there is no counter: everybody would share it. */
function perNetwork(ctx: Context, act: string, attempts: number, seconds: number): Limit[] {
  const network = networkOf(ctx.ip);
  return network === null ? [] : [{ bucket: `${act}:network:${network}`, attempts, seconds }];
}

/** Addresses that people typed are nobody's business in a table of counters. */
function accountOf(ctx: Context, email: string): string {
  return ctx.secrets.digest('throttle', email).toString('base64url');
}
