import { anonymous } from '@/core/identity/actor';
import { listPublicAddresses, type PublicAddress } from '@/core/seo/public-addresses';
import { wiring } from '@/server/wiring';

export const dynamic = 'force-dynamic';

/** The addresses that anybody may open, for search engines. Written as it is read: a large offer is never held whole. */
export async function GET(): Promise<Response> {
  const ctx = wiring().contextFor(anonymous);
  return new Response(stream(lines(ctx.portalUrl, listPublicAddresses(ctx))), {
    headers: { 'content-type': 'application/xml; charset=utf-8', 'cache-control': 'public, max-age=300' },
  });
}

async function* lines(portalUrl: string, batches: AsyncGenerator<PublicAddress[]>): AsyncGenerator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n';
  for await (const batch of batches) yield batch.map((address) => entry(portalUrl, address)).join('');
  yield '</urlset>\n';
}

function entry(portalUrl: string, { path, changedAt }: PublicAddress): string {
  const changed = changedAt ? `<lastmod>${changedAt.toISOString()}</lastmod>` : '';
  return `<url><loc>${escapeXml(portalUrl + path)}</loc>${changed}</url>\n`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll("'", '&apos;').replaceAll('"', '&quot;');
}

/** Asks for the next part when the last one was taken; who goes away ends the asking. */
function stream(parts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await parts.return(undefined);
    },
  });
}
