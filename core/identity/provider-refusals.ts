import { DomainError } from '../errors';

/** Why the word of an identity provider opens nothing here, in words for the person. The names stand in an address. */
export const providerRefusals = {
  unverified: 'The provider has not verified your email address. Verify it there, then try again.',
  deactivated: 'This account is deactivated. Ask whoever runs this portal.',
  unlinked: 'This address has an account that single sign-on does not open. Log in with your password.',
  closed: 'Registration is closed. Ask whoever runs this portal for an invitation.',
  domain: 'Addresses like yours cannot register here. Ask whoever runs this portal for an invitation.',
  overtaken: 'Your account changed while you were signing in. Try again.',
} as const;

/** The name of such a reason. */
export type ProviderRefusal = keyof typeof providerRefusals;

/** The refusal for one of these reasons; `fieldErrors.provider` names it. */
export function refuseProvider(reason: ProviderRefusal): DomainError {
  return new DomainError('forbidden', providerRefusals[reason], { provider: [reason] });
}

/** The reason of a refusal by `refuseProvider`; null for everything else. */
export function providerRefusalOf(error: unknown): ProviderRefusal | null {
  const [reason] = (error instanceof DomainError && error.fieldErrors.provider) || [];
  return reason !== undefined && Object.hasOwn(providerRefusals, reason) ? (reason as ProviderRefusal) : null;
}
