import type { GivenUp } from '@/core/secrets/give-up-seals';

/** What a person does about rows that were mended, and about those that were left. */
const advice: Readonly<Record<string, { mended?: string; left: string }>> = {
  gateways: { left: 'enter the secret again under /admin/gateways (GATEWAY_SECRET is taken at the next start)' },
  credentials: {
    mended: 'they work, are compared and can be ended; whoever wants to see one regenerates it',
    left: 'being made, or without a hash at the gateway: end them there, revoke them here, and ask for new ones',
  },
  invite_codes: { mended: 'drawn anew: hand the new ones out', left: 'others held them; run it again' },
  totp_factors: { left: 'take the second factor off, or sign in by a recovery code or a passkey and set up a new one' },
  webhook_endpoints: {
    mended: 'drawn anew: press Renew secret on each webhook’s page and give it to the receiver',
    left: 'others held them; run it again',
  },
  third_party: { mended: 'drawn anew: renew it on its page and give it to that system', left: 'run it again' },
};

/** What was let go in words, one line each. */
export function describeGivenUp(given: readonly GivenUp[], isFixing: boolean): string[] {
  const lines = given.flatMap(({ table, what, mended, left }) => [
    ...(mended > 0 ? [`${capital(what)}: ${mended} ${advice[table]?.mended ?? 'let go'}.`] : []),
    ...(left.length > 0 ? [`${capital(what)} that no secret opens: ${left.length}${rest(table, isFixing)}.`] : []),
  ]);
  if (lines.length === 0) return ['Everything that is sealed opens. Nothing was changed.'];
  if (isFixing) return lines;
  return [...lines, 'Nothing was changed. Only when the secret is lost for good: run it with --fix.'];
}

function rest(table: string, isFixing: boolean): string {
  return isFixing ? ` (${advice[table]?.left ?? 'nothing can be done about them here'})` : '';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
