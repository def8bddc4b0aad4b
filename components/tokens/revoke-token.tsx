import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import type { TokenLine } from '@/core/api-tokens/token-line';
import type { FormAction } from '@/core/form-state';

type Props = {
  token: Pick<TokenLine, 'id' | 'name' | 'state'>;
  /** Takes `tokenId`. */
  revoke: FormAction;
  /** What the action is told besides. */
  hidden?: Readonly<Record<string, string>>;
};

/** Ends a token that could still be used; nothing for one that has ended. */
export function RevokeToken({ token, revoke, hidden = {} }: Props) {
  if (token.state === 'revoked' || token.state === 'expired') return null;
  return (
    <ConfirmDialog
      trigger="Revoke"
      triggerSize="sm"
      title={`Revoke ${token.name}?`}
      consequences={['Programs that use it are refused from their next call on.', 'It cannot be brought back.']}
      action={revoke}
      hidden={{ ...hidden, tokenId: token.id }}
    />
  );
}
