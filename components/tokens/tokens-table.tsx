import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import type { TokenLine } from '@/core/api-tokens/token-line';
import type { FormAction } from '@/core/form-state';
import { RevokeToken } from './revoke-token';
import { TokenStateBadge } from './token-state';

type Props = {
  tokens: readonly TokenLine[];
  now: Date;
  label: string;
  /** Takes `tokenId`. */
  revoke: FormAction;
  /** Where tokens of several people stand together. */
  namesOwner?: boolean;
};

/** Tokens: what they may do, how long, and when they were used last. */
export function TokensTable({ tokens, now, label, revoke, namesOwner = false }: Props) {
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
              <TokenStateBadge state={token.state} />
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
              <RevokeToken token={token} revoke={revoke} />
            </TCell>
          </TRow>
        ))}
      </TBody>
    </Table>
  );
}
