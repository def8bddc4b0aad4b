import { z } from 'zod';
import { DomainError, type RefusalCode } from '@/core/errors';
import { getTrialForm } from '@/core/try-it/get-trial-form';
import { sendTrial } from '@/core/try-it/send-trial';
import { getViewer } from '@/server/context';
import { readUpload } from '@/server/read-upload';
import { refuseForeignOrigin } from '@/server/refuse-foreign-origin';
import { wiring } from '@/server/wiring';

type Place = { params: Promise<{ product: string; api: string; operation: string }> };

/** Bytes of a filled-in form: its body may be half of it. */
const REQUEST_MAX = 1024 * 1024;
const PAIRS_MAX = 250;
const VALUE_MAX = 8_000;

const pairs = z.array(z.tuple([z.string().max(300), z.string().max(VALUE_MAX)])).max(PAIRS_MAX);
const filledIn = z.object({
  values: z.object({
    path: pairs,
    query: pairs,
    headers: pairs,
    cookies: pairs,
    body: z.object({ type: z.string().max(300), text: z.string() }).nullable(),
  }),
  key: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('own'), credentialId: z.string().max(100) }),
    z.object({ kind: z.literal('pasted'), key: z.string().max(4_000) }),
    z.object({ kind: z.literal('none') }),
  ]),
});

const STATUS: Record<RefusalCode, number> = {
  invalid: 422,
  unauthenticated: 401,
  proof_needed: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_many: 429,
};

/** The operation as a form, asked for when somebody opens it. */
export function GET(_request: Request, { params }: Place): Promise<Response> {
  return answer(async () => getTrialForm(await getViewer(), await nameIn(params)));
}

/** Calls the operation for somebody. What it answers travels as text inside JSON, so that none of it can run here. */
export function POST(request: Request, { params }: Place): Promise<Response> {
  return answer(async () => {
    refuseForeignOrigin(request.headers);
    const input = filledIn.safeParse(await readJson(request));
    if (!input.success) throw new DomainError('invalid', 'Something in this form is too long or of the wrong kind.');
    return sendTrial(await getViewer(), wiring().outbound, { ...(await nameIn(params)), ...input.data });
  });
}

async function nameIn(params: Place['params']) {
  const { product, api, operation } = await params;
  return { product, api, operation: decoded(operation) };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // A lone per cent sign; nothing is called so.
  }
}

async function readJson(request: Request): Promise<unknown> {
  const { bytes } = await readUpload(request, REQUEST_MAX);
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new DomainError('invalid', 'This is not the form of the portal.');
  }
}

async function answer(work: () => Promise<object>): Promise<Response> {
  const headers = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' };
  try {
    return Response.json(await work(), { headers });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { message, fieldErrors, code } = error;
    return Response.json({ message, fieldErrors }, { status: STATUS[code], headers });
  }
}
