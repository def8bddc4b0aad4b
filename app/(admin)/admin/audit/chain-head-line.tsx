import { CopyButton } from '@/components/ui/copy-button';
import { type ChainHead, writeChainHead } from '@/core/audit/chain-head';

/** How far the log is sealed, and what to note elsewhere so that a log that was cut off is found out. */
export function ChainHeadLine({ head }: { head: ChainHead | null }) {
  if (!head) return null;
  const noted = writeChainHead(head);
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-ink-muted text-sm">
      {head.position.toLocaleString('en')} {head.position === 1 ? 'event is' : 'events are'} sealed in a chain. Its
      head:
      <code className="break-all text-xs">{noted}</code>
      <CopyButton text={noted} label="Copy head" iconOnly size="sm" />
    </p>
  );
}
