import type { Tone } from '@/components/ui/badge';
import type { CredentialView } from '@/core/credentials/credential-view';

type Facts = Pick<CredentialView, 'status' | 'isExpired' | 'suspendedAt' | 'retiringAt' | 'isImported'>;

/** The state of a key in a word: what it is worth right now at the gateway. */
export function credentialState(key: Facts): { word: string; tone: Tone } {
  const { status, isExpired, suspendedAt, retiringAt, isImported } = key;
  if (isImported && status === 'provisioning') return { word: 'Being attached', tone: 'info' };
  if (isImported && status === 'failed') return { word: 'Not attached', tone: 'danger' };
  if (status !== 'active') return WORDS[status];
  if (isExpired) return { word: 'Expired', tone: 'neutral' };
  if (suspendedAt) return { word: 'Suspended', tone: 'warning' };
  if (retiringAt) return { word: 'Replaced', tone: 'info' };
  return { word: 'Active', tone: 'success' };
}

const WORDS = {
  awaiting_claim: { word: 'Not generated yet', tone: 'neutral' },
  provisioning: { word: 'Being made', tone: 'info' },
  failed: { word: 'Failed', tone: 'danger' },
  revoking: { word: 'Being revoked', tone: 'warning' },
  revoked: { word: 'Revoked', tone: 'neutral' },
} as const satisfies Record<string, { word: string; tone: Tone }>;
