import { eq } from 'drizzle-orm';
import { type accessRequests, credentials, users } from '@/db/schema';
import type { Context } from '../context';
import { readLiveWording } from '../mail-templates/read-wording';
import { isRefused } from '../notifications/is-refused';
import { readRequest } from '../notifications/values/requests';
import type { Message } from '../ports/mail';
import type { MessageName, MessageValues } from '../ports/messages';
import type { MessageRenderer } from '../ports/wording';
import { readSettings } from '../settings/read';

/** What the mail will say; `note` where none will come, or not yet. */
export type PreviewedMail = { to: string | null; message: Message | null; note: string | null };

type Request = typeof accessRequests.$inferSelect;
type Recipient = { id: string; firstName: string; email: string };

const LATER: Record<'secure' | 'plain' | 'change', string | null> = {
  secure: null,
  plain: 'Sent when the gateway has made the key.',
  change: 'Sent when the gateway has proven that the key has its new terms.',
};

/** The mail that follows an approval, in the wording that would be used now, with nothing in it that is still secret. */
export async function previewMail(ctx: Context, renderer: MessageRenderer, request: Request): Promise<PreviewedMail> {
  const recipient = await readRecipient(ctx, request.requestedBy);
  if (!recipient) return { to: null, message: null, note: 'Whoever asked has left: nobody gets a mail.' };
  const kind = request.changesRequestId ? 'change' : request.delivery;
  const message = MESSAGES[kind];
  const to = recipient.email;
  if (await isRefused(ctx.db, { message, toUserId: recipient.id })) {
    return { to, message: null, note: 'The developer has switched off mails of this kind.' };
  }
  const values = await valuesOf(ctx, request, recipient, kind);
  return { to, message: await render(ctx, renderer, message, values), note: LATER[kind] };
}

const MESSAGES = {
  secure: 'request-approved-confirm',
  plain: 'request-approved-key',
  change: 'key-changed',
} as const satisfies Record<keyof typeof LATER, MessageName>;

async function readRecipient(ctx: Context, userId: string | null): Promise<Recipient | null> {
  if (!userId) return null;
  const [user] = await ctx.db
    .select({ id: users.id, firstName: users.firstName, email: users.email })
    .from(users)
    .where(eq(users.id, userId));
  return user ?? null;
}

async function valuesOf(
  ctx: Context,
  request: Request,
  { firstName }: Recipient,
  kind: keyof typeof LATER,
): Promise<MessageValues[MessageName]> {
  const said = await readRequest(ctx, request.id);
  if (!said) throw new Error('previewMail: the request is gone');
  const { appName, productNames, planName } = said;
  const appLink = `${ctx.portalUrl}/apps/${request.appId}`;
  if (kind === 'plain') return { firstName, appName, productNames, key: 'the-key-once-it-exists', link: appLink };
  if (kind === 'change') {
    const days = request.terms.keyLifetimeDays;
    const endsOn = days === null ? 'Never' : `${days} ${days === 1 ? 'day' : 'days'} after the approval`;
    const lastFour = await lastFourOf(ctx, request.changesRequestId ?? '');
    return { firstName, appName, lastFour, productNames, planName, endsOn, link: appLink };
  }
  const { confirmLinkDays } = await readSettings(ctx.db);
  const link = `${ctx.portalUrl}/keys/confirm?token=drawn-when-it-is-sent`;
  return { firstName, appName, productNames, planName, link, days: confirmLinkDays };
}

async function lastFourOf(ctx: Context, contractId: string): Promise<string> {
  const keys = await ctx.db
    .select({ lastFour: credentials.lastFour })
    .from(credentials)
    .where(eq(credentials.accessRequestId, contractId))
    .orderBy(credentials.generation);
  return keys.at(-1)?.lastFour ?? '';
}

/** As `sendMail` does it: a wording that cannot be used gives way to the built-in one. */
async function render(
  ctx: Context,
  renderer: MessageRenderer,
  name: MessageName,
  values: MessageValues[MessageName],
): Promise<Message> {
  const { portalName } = await readSettings(ctx.db);
  const wording = await readLiveWording(ctx.db, name);
  try {
    return renderer.render(name, values, { portalName }, wording ?? undefined);
  } catch (error) {
    if (!wording) throw error;
    return renderer.render(name, values, { portalName });
  }
}
