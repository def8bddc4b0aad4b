import { Facts } from '../ui/facts';
import { Time } from '../ui/time';

/** When something was done, by whom, from which address. */
type Mark = { at: string; by: string; from: string };

/** When and from where a key was generated, and first shown: so that its people see whether that was one of them. */
export function ClaimReceipt({
  receipt: { generated, shown },
  isImported = false,
  now,
}: {
  receipt: { generated: Mark | null; shown: Mark | null };
  /** The key existed before the portal knew it. */
  isImported?: boolean;
  now: Date;
}) {
  if (isImported) return <p>The provider attached a key that existed already. The portal never shows it.</p>;
  return (
    <Facts
      facts={[
        { label: 'Generated', value: generated ? <MarkWords mark={generated} now={now} /> : 'At the approval' },
        { label: 'First shown', value: shown ? <MarkWords mark={shown} now={now} /> : 'Not yet' },
      ]}
    />
  );
}

function MarkWords({ mark: { at, by, from }, now }: { mark: Mark; now: Date }) {
  return (
    <>
      <Time value={at} now={now} format="moment" />
      <span className="block text-ink-muted [overflow-wrap:anywhere]">
        By {by}
        {from && `, from ${from}`}
      </span>
    </>
  );
}
