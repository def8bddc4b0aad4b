import { DomainError } from '@/core/errors';
import { exportOrganization } from '@/core/organizations/export-organization';
import { requireDeveloper } from '@/server/context';
import { jsonDownload } from '@/server/download';

/** What the organization has in the portal, as a file for its super admins. Whoever is none finds nothing. */
export async function GET(): Promise<Response> {
  const ctx = await requireDeveloper('/organization');
  try {
    const taken = await exportOrganization(ctx);
    return jsonDownload(`organization-${taken.exportedAt.slice(0, 10)}.json`, taken);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const status = error.code === 'forbidden' ? 403 : 404;
    return new Response(error.message, { status, headers: { 'cache-control': 'no-store' } });
  }
}
