import { Prose } from '@/components/ui/prose';
import { Time } from '@/components/ui/time';
import { Timeline } from '@/components/ui/timeline';
import type { ProductChange } from '@/core/products/get-product';

/** What changed in the product, newest first. */
export function Changelog({ changes, now }: { changes: readonly ProductChange[]; now: Date }) {
  return (
    <Timeline
      label="Changelog"
      entries={changes.map((change) => ({
        id: change.id,
        title: <span className="font-medium">{change.title}</span>,
        time: <Time value={change.publishedOn} now={now} format="day" />,
        children: change.body && <Prose html={change.body} />,
      }))}
    />
  );
}
