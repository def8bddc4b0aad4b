import { Card } from '@/components/ui/card';
import { Time } from '@/components/ui/time';
import { Timeline } from '@/components/ui/timeline';
import type { KeyEvent } from '@/core/credentials/get-key';
import { keyEventWords } from './key-event-words';

/** Who had the key shown, and when. */
export function KeyReveals({ reveals, now }: { reveals: readonly KeyEvent[]; now: Date }) {
  return (
    <Card title="Who has seen it">
      {reveals.length === 0 ? (
        <p className="text-ink-muted">Nobody has had this key shown in the portal.</p>
      ) : (
        <ul className="grid gap-2" aria-label="Who has seen this key">
          {reveals.map(({ id, by, at }) => (
            <li key={id} className="flex flex-wrap justify-between gap-x-4">
              <span>{by}</span>
              <span className="text-ink-muted text-sm">
                <Time value={at} now={now} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** What happened to the key, newest first. */
export function KeyHistory({ history, now }: { history: readonly KeyEvent[]; now: Date }) {
  const told = history.flatMap((event) => {
    const words = keyEventWords(event);
    return words === null ? [] : [{ ...event, words }];
  });
  if (told.length === 0) return null;
  return (
    <Card title="History">
      <Timeline
        label="History of this key"
        entries={told.map(({ id, at, by, words }) => ({
          id,
          title: words,
          time: <Time value={at} now={now} />,
          children: by,
        }))}
      />
    </Card>
  );
}
