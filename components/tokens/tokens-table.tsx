import { StatusBadge } from '@/components/ui/badge';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import type { TokenLine, TokenState } from '@/core/api-tokens/token-line';
import type { FormAction } from '@/core/form-state';

const STATES: Record<TokenState, { tone: 'success' | 'warning' | 'neutral'; words: string }> = {
  live: { tone: 'success', words: 'Works' },
  stopped: { tone: 'warning', words: 'Its account is not active' },
  expired: { tone: 'neutral', words: 'Expired' },
  revoked: { tone: 'neutral', words: 'Revoked' },
};

type Props = {
  tokens: readonly TokenLine[];
  now: Date;
  label: string;
  /** Takes `tokenId`. */
  revoke: FormAction;
  /** What the action is told besides. */
  hidden?: Readonly<Record<string, string>>;
  /** Where tokens of several people stand together. */
  namesOwner?: boolean;
};

/** Tokens: what they may do, how long, and when they were used last. */
export function TokensTable({ tokens, now, label, revoke, hidden = {}, namesOwner = false }: Props) {
  return (
    <Table label={label}>
      <THead>
        <TH>Name</TH>
        <TH>State</TH>
        <TH hideBelow="md">May</TH>
        <TH hideBelow="sm">Last used</TH>
        <TH hideBelow="sm">Ends</TH>
        <TH label="Revoke" fit />
      </THead>
      <TBody>
        {tokens.map((token) => (
          <TRow key={token.id}>
            <TCell rowHeader>
              <span className="[overflow-wrap:anywhere]">{token.name}</span>
              <span className="block font-normal text-ink-muted text-xs">
                …{token.lastFour}
                {namesOwner && `, of ${token.isMine ? 'you' : token.ownerName}`}
              </span>
            </TCell>
            <TCell>
              <StatusBadge tone={STATES[token.state].tone}>{STATES[token.state].words}</StatusBadge>
            </TCell>
            <TCell hideBelow="md">
              <ul className="flex flex-wrap gap-x-3 gap-y-0.5 text-xs">
                {token.scopes.map((scope) => (
                  <li key={scope}>
                    <code>{scope}</code>
                  </li>
                ))}
              </ul>
            </TCell>
            <TCell hideBelow="sm">{token.lastUsedAt ? <Time value={token.lastUsedAt} now={now} /> : 'Never'}</TCell>
            <TCell hideBelow="sm">{token.expiresAt && <Time value={token.expiresAt} now={now} format="day" />}</TCell>
            <TCell fit>
              {token.state !== 'revoked' && token.state !== 'expired' && (
                <ConfirmDialog
                  trigger="Revoke"
                  triggerSize="sm"
                  title={`Revoke ${token.name}?`}
                  consequences={[
                    'Programs that use it are refused from their next call on.',
                    'It cannot be brought back.',
                  ]}
                  action={revoke}
                  hidden={{ ...hidden, tokenId: token.id }}
                />
              )}
            </TCell>
          </TRow>
        ))}
      </TBody>
    </Table>
  );
}
