import Link from 'next/link';
import type { AuditRecord, AuditRecordKind, AuditSubject } from '@/core/audit/subject-by-name';

/** What an event happened to: by name, leading to the page that tells about it. */
export function AuditSubjectName({ subject }: { subject: AuditSubject | null }) {
  if (!subject) return <span className="text-ink-muted">–</span>;
  if (!subject.about) return subject.name;
  return (
    <Link href={hrefOfRecord(subject.about)} className="link">
      {subject.name}
    </Link>
  );
}

/** The page that tells about a record. */
export function hrefOfRecord(record: AuditRecord): string {
  return pages[record.kind](record);
}

const pages: Record<AuditRecordKind, (record: AuditRecord) => string> = {
  user: ({ id }) => `/admin/users/${id}`,
  admin: ({ id }) => `/admin/admins/${id}`,
  invite_code: ({ id }) => `/admin/invite-codes/${id}`,
  approval_rule: ({ id }) => `/admin/settings/rules/${id}`,
  changelog: ({ productSlug }) => `/admin/products/${productSlug}/changelog`,
  app: ({ id }) => `/admin/apps/${id}`,
  access_request: ({ id }) => `/admin/requests/${id}`,
  organization: ({ id }) => `/admin/organizations/${id}`,
  team: ({ id }) => `/admin/teams/${id}`,
  gateway: ({ id }) => `/admin/gateways/${id}`,
  product: ({ id }) => `/admin/products/${id}`,
  plan: ({ id }) => `/admin/plans/${id}`,
  catalog: ({ id }) => `/admin/catalogs/${id}`,
  guide: ({ id, productSlug }) => `/admin/products/${productSlug}/guides/${id}`,
  document: ({ id, productSlug }) => `/admin/products/${productSlug}/docs/${id}`,
  page: ({ id }) => `/admin/settings/pages/${id}`,
  webhook: ({ id }) => `/admin/webhooks/${id}`,
};
