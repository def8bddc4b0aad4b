import Link from 'next/link';
import { StatusBadge } from '@/components/ui/badge';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Time } from '@/components/ui/time';
import type { StockState, UsedBy } from '@/core/gateways/list-stock';
import { forgetObjectAction } from '../actions';

type Line = { id: string; name: string; state: StockState; missingSince: Date | null; usedBy: UsedBy[] };

/** Whether the gateway has it. */
export function StockStateBadge({ line, now }: { line: Line; now: Date }) {
  if (line.state === 'there') return <StatusBadge tone="success">At the gateway</StatusBadge>;
  if (line.state === 'entered') return <StatusBadge tone="info">Entered by id</StatusBadge>;
  return (
    <>
      <StatusBadge tone="warning">Gone</StatusBadge>
      {line.missingSince && (
        <span className="block text-ink-muted text-xs">
          since <Time value={line.missingSince} now={now} />
        </span>
      )}
    </>
  );
}

/** The products and plans that are made of it. */
export function UsedByLinks({ usedBy }: { usedBy: readonly UsedBy[] }) {
  if (usedBy.length === 0) return <span className="text-ink-muted">Nothing</span>;
  return (
    <ul className="grid gap-0.5">
      {usedBy.map(({ kind, path, name }) => (
        <li key={`${kind} ${path}`}>
          <Link href={`/admin/${kind}s/${path}`} className="link">
            {name}
          </Link>{' '}
          <span className="text-ink-muted text-xs">{kind}</span>
        </li>
      ))}
    </ul>
  );
}

/** Forgets what is gone or was entered by hand, as long as nothing is made of it. */
export function Forget({ gatewayId, object, line }: { gatewayId: string; object: 'api' | 'policy'; line: Line }) {
  if (line.state === 'there' || line.usedBy.length > 0) return null;
  return (
    <ConfirmDialog
      trigger="Forget"
      triggerVariant="ghost"
      triggerSize="sm"
      confirmVariant="primary"
      title={`Forget ${line.name}?`}
      consequences={[
        'It stands in no list of the portal any more.',
        'Nothing is changed at the gateway. If it has it, a synchronization brings it back.',
      ]}
      action={forgetObjectAction}
      hidden={{ gatewayId, object, id: line.id }}
    />
  );
}
