import type { CredentialView } from '@/core/credentials/credential-view';

type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger';
type CredentialWords = { tone: Tone; label: string; sentence: string | null };

const ATTACHED =
  'It worked before the portal knew it, or the portal has lost its copy, so it is not shown here. Regenerate it to get one that is.';

/** The state of a key in words: what is true now, who it waits for, and what is proven so far. */
export function credentialWords(credential: CredentialView): CredentialWords {
  if (credential.status === 'active') return activeWords(credential);
  if (credential.status === 'awaiting_claim') {
    return {
      tone: 'info',
      label: 'Ready to generate',
      sentence: 'Approved. No key exists yet: it is made when you press the button.',
    };
  }
  if (credential.status === 'provisioning' && credential.isImported) {
    return { tone: 'info', label: 'Being attached', sentence: withTrouble(credential, 'The gateway is being asked.') };
  }
  if (credential.status === 'provisioning') {
    return { tone: 'info', label: 'Being made', sentence: withTrouble(credential, 'The gateway is taking the key.') };
  }
  if (credential.status === 'failed') {
    return {
      tone: 'danger',
      label: 'Failed',
      sentence: 'The gateway refused the key. The provider has been told; you can try again.',
    };
  }
  if (credential.status === 'revoking')
    return { tone: 'warning', label: 'Revoking', sentence: revokingSentence(credential) };
  return { tone: 'neutral', label: 'Revoked', sentence: credential.revokeReason || null };
}

function activeWords(credential: CredentialView): CredentialWords {
  if (credential.isExpired) {
    return { tone: 'neutral', label: 'Expired', sentence: 'Programs that use it are refused. Renew or regenerate it.' };
  }
  if (credential.suspendedAt) {
    return {
      tone: 'warning',
      label: 'Suspended',
      sentence: credential.isSuspendedByProvider
        ? 'The provider has suspended this key. Ask them what to do.'
        : 'Programs that use it are refused until a super admin of yours resumes it.',
    };
  }
  if (credential.retiringAt) return { tone: 'warning', label: 'Replaced', sentence: null };
  const trouble = credential.progress?.trouble;
  const attached = credential.isImported ? ATTACHED : null;
  return {
    tone: 'success',
    label: 'Active',
    sentence: trouble ? `The gateway has not taken the last change yet: ${trouble}` : attached,
  };
}

function revokingSentence(credential: CredentialView): string {
  const { progress } = credential;
  if (!progress || progress.stage === 'asking')
    return withTrouble(credential, 'The gateway is being told to end the key.');
  const left = `Final proof in about ${duration(progress.finalInSeconds)}.`;
  return progress.stage === 'seen_once'
    ? `The gateway refuses it, seen once. ${left}`
    : `The gateway took the end of the key. It is watched, because calls in flight can bring a key back. ${left}`;
}

function withTrouble({ progress }: CredentialView, sentence: string): string {
  if (!progress?.trouble) return sentence;
  return `It takes longer: ${progress.trouble}. Tried again in ${duration(progress.nextTryInSeconds)}; nothing is lost.`;
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, seconds)} s`;
  return `${Math.round(seconds / 60)} min`;
}
