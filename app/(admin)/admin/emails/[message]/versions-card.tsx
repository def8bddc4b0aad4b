import Link from 'next/link';
import { StatusBadge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { Time } from '@/components/ui/time';
import type { WordingVersion } from '@/core/mail-templates/get';
import { RestoreForm } from './restore-form';

/** Who saved which wording, and the way back to each. */
export function VersionsCard({
  message,
  versions,
  shown,
  mayChange,
  now,
}: {
  message: string;
  versions: readonly WordingVersion[];
  /** The version that stands in the form; null when none was asked for. */
  shown: number | null;
  mayChange: boolean;
  now: Date;
}) {
  return (
    <Card title="Versions" description={versions.length === 0 ? 'Nobody has worded this mail yet.' : undefined}>
      {versions.length > 0 && (
        <ul className="grid divide-y divide-line">
          {versions.map(({ version, isLive, subject, by, at }) => (
            <li key={version} className="flex flex-wrap items-center justify-between gap-3 py-2.5 first:pt-0 last:pb-0">
              <div className="grid min-w-0 gap-0.5">
                <p className="flex flex-wrap items-center gap-2">
                  <Link
                    href={`/admin/emails/${message}?version=${version}`}
                    className="link font-medium"
                    aria-current={shown === version ? 'true' : undefined}
                  >
                    Version {version}
                  </Link>
                  {isLive && <StatusBadge tone="success">In use</StatusBadge>}
                </p>
                <p className="text-ink-muted text-sm [overflow-wrap:anywhere]">{subject}</p>
                <p className="text-ink-muted text-xs">
                  <Time value={at} now={now} /> by {by ?? 'somebody who has left'}
                </p>
              </div>
              {mayChange && !isLive && <RestoreForm message={message} version={version} />}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
