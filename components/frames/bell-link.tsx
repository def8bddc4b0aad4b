import { Bell } from 'lucide-react';
import Link from 'next/link';

/** No frame has room for more. */
const SHOWN_MAX = 99;

/** The way to one's notifications, with the number of unread ones. */
export function BellLink({ unread }: { unread: number }) {
  return (
    <Link href="/notifications" className="btn btn-ghost px-2.5!" aria-label={`Notifications, ${unread} unread`}>
      <Bell aria-hidden="true" />
      {unread > 0 && (
        <span className="count bg-accent! text-accent-ink!">{unread > SHOWN_MAX ? `${SHOWN_MAX}+` : unread}</span>
      )}
    </Link>
  );
}
