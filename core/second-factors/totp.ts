import { Secret, TOTP } from 'otpauth';

/** RFC 6238 as every authenticator app knows it: SHA-1, six digits, thirty seconds, 160 bits. */
const PARAMETERS = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
const SECRET_BYTES = 20;
/** A code counts one step early or late: clocks differ, and people type slowly. */
const WINDOW_STEPS = 1;

/** Draws a secret, in base32: what an authenticator app is given. */
export function newTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** What the QR code says. `issuer` is the portal's name, `account` the address that one logs in with. */
export function totpUri(input: { secret: string; issuer: string; account: string }): string {
  // A colon parts the issuer from the account in the label.
  const issuer = input.issuer.replaceAll(':', ' ');
  return new TOTP({ ...PARAMETERS, issuer, label: input.account, secret: Secret.fromBase32(input.secret) }).toString();
}

/** The time step whose code this is, at most one step away; null for a wrong code. Blanks in it do not matter. */
export function stepOfCode(secret: string, code: string, now: Date): number | null {
  if (!isTotpForm(code)) return null;
  const token = code.replaceAll(/\s/g, '');
  const timestamp = now.getTime();
  const delta = TOTP.validate({
    ...PARAMETERS,
    token,
    secret: Secret.fromBase32(secret),
    timestamp,
    window: WINDOW_STEPS,
  });
  return delta === null ? null : TOTP.counter({ period: PARAMETERS.period, timestamp }) + delta;
}

/** Whether this can be a code of an authenticator at all; recovery codes are longer. */
export function isTotpForm(code: string): boolean {
  return /^\d{6}$/.test(code.replaceAll(/\s/g, ''));
}

/** What the seal of somebody's secret is bound to (SecretBox). */
export const totpSeal = (userId: string): string => `totp:${userId}`;
