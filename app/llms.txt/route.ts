import { listForAgents } from '@/core/plain-pages/list-for-agents';
import { requireVisitor } from '@/server/context';
import { markdownHeaders } from '../markdown/markdown-headers';

/** What there is to read for programs that read; where the portal is for signed-in people only, for nobody else. */
export async function GET(): Promise<Response> {
  const text = await listForAgents(await requireVisitor());
  return new Response(text, { headers: { ...markdownHeaders, 'content-type': 'text/plain; charset=utf-8' } });
}
