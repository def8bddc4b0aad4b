import { Alert } from '@/components/ui/alert';
import { ButtonLink } from '@/components/ui/button';
import { Time } from '@/components/ui/time';
import { getOpenChange } from '@/core/access-requests/get-open-change';
import type { Context } from '@/core/context';
import type { CredentialView } from '@/core/credentials/credential-view';
import { RefreshWhileMoving } from '../../../../keys/refresh-while-moving';
import { changeSentence } from './change-words';

const REFRESH_SECONDS = 4;

/** The change of a key's plan or products that is on its way, and how far it has come. */
export async function ChangeAlert({ ctx, credential }: { ctx: Context; credential: CredentialView }) {
  const open = await getOpenChange(ctx, { credentialId: credential.id });
  if (!open) return null;
  const link = (
    <ButtonLink href={`/requests/${open.requestId}`} size="sm">
      Open the request
    </ButtonLink>
  );
  if (open.status === 'pending') {
    return (
      <Alert title="A change of this key waits for a decision" actions={link}>
        {open.productNames} on {open.planName}, asked for <Time value={open.createdAt} now={ctx.now()} />. The key goes
        on as it is until then.
      </Alert>
    );
  }
  return (
    <Alert
      tone={credential.progress?.trouble ? 'warning' : 'info'}
      title={`The gateway is taking the change to ${open.planName}`}
      actions={link}
    >
      <RefreshWhileMoving seconds={REFRESH_SECONDS} />
      {changeSentence(credential, open)}
    </Alert>
  );
}
