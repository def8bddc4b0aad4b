import Link from 'next/link';
import type { AuditSubjectKind } from '@/core/audit/subject-kinds';

/** Where everything stands that happened to one thing. */
export function timelineHref(kind: string, id: string): string {
  return `/admin/audit/${kind}/${id}`;
}

/** The way from a thing's page to all that the audit log knows of it. */
export function TimelineLink({ kind, id, className }: { kind: AuditSubjectKind; id: string; className?: string }) {
  return (
    <Link href={timelineHref(kind, id)} className={className ?? 'link text-sm'}>
      Audit log
    </Link>
  );
}
