import Link from 'next/link';
import type { AuditSubject } from '@/core/audit/list-events';

const PAGES = {
  user: '/admin/users',
  app: '/admin/apps',
  access_request: '/admin/requests',
  organization: '/admin/organizations',
} as const;

/** What an event happened to: by name, leading to the page that tells about it. */
export function AuditSubjectName({ subject }: { subject: AuditSubject | null }) {
  if (!subject) return <span className="text-ink-muted">–</span>;
  if (!subject.about) return subject.name;
  const { kind, id } = subject.about;
  return (
    <Link href={`${PAGES[kind]}/${id}`} className="link">
      {subject.name}
    </Link>
  );
}
