import type { OpenChange } from '@/core/access-requests/get-open-change';
import type { CredentialView } from '@/core/credentials/credential-view';

/** How far a granted change has come at the gateway: what is proven, and what the key works with meanwhile. */
export function changeSentence(
  { progress, suspendedAt, status }: Pick<CredentialView, 'progress' | 'suspendedAt' | 'status'>,
  { planBefore }: Pick<OpenChange, 'planBefore'>,
): string {
  if (status === 'failed') return 'The gateway refused the key. The change is made when the key is.';
  const stays = suspendedAt ? ' The key stays suspended.' : '';
  const meanwhile = planBefore
    ? `Until it has, the key works with ${planBefore}.`
    : 'Until it has, the key works as before.';
  if (progress?.trouble) {
    return `It takes longer: ${progress.trouble}. Tried again in ${duration(progress.nextTryInSeconds)}; nothing is lost. ${meanwhile}${stays}`;
  }
  if (!progress || progress.stage === 'asking') return `${meanwhile}${stays}`;
  const left = `Final proof in about ${duration(progress.finalInSeconds)}.`;
  const seen =
    progress.stage === 'seen_once'
      ? 'It has the new plan, seen once.'
      : 'It took the new plan, and is watched, because calls in flight can bring the old one back.';
  return `${seen} ${left}${stays}`;
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, seconds)} s`;
  return `${Math.round(seconds / 60)} min`;
}
