import { Info } from 'lucide-react';
import { type ReactNode, useId } from 'react';

/**
 * A small *i* that explains a word on a press: reachable by keyboard and touch, and without JavaScript, which a hover
 * tooltip is not.
 */
export function Tooltip({ label, children }: { label: string; children: ReactNode }) {
  const id = useId();
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        aria-label={label}
        className="inline-grid size-6 cursor-pointer place-items-center rounded-full align-middle text-ink-muted hover:text-ink"
      >
        <Info aria-hidden="true" className="size-4" />
      </button>
      <span id={id} popover="auto" className="menu tip">
        {children}
      </span>
    </>
  );
}
