import { z } from '@hono/zod-openapi';
import type { Context } from '@/core/context';
import { getAllSettings } from '@/core/settings/get-all';
import { instant, iso } from '../fields';
import { requestField, signUpField } from '../form-fields';
import { type Operation, operation } from '../operation';

const link = z.object({ label: z.string(), href: z.string() });
const days = z.number().int();

/** The settings, as they are answered: on the screen they stand on several pages. */
export const settings = z
  .object({
    version: z.number().int().openapi({ description: 'Goes up with every change.' }),
    updatedAt: instant,
    portalName: z.string(),
    signedInOnly: z.boolean().openapi({ description: 'Anonymous visitors meet the login instead of the portal.' }),
    registration: z.enum(['open', 'invitation', 'closed']),
    allowedDomains: z.array(z.string()).openapi({ description: 'When some stand here, only they may register.' }),
    refusedDomains: z.array(z.string()),
    autoApproveDevelopers: z.boolean(),
    organizationsMayRegister: z.boolean(),
    autoApproveOrganizations: z.boolean(),
    terms: z.string().openapi({ description: 'Markdown.' }),
    invitationDays: days,
    organizationCloseDays: days,
    adminsNeedSecondFactor: z.boolean(),
    signUpFields: z.array(signUpField).openapi({ description: 'What people are asked when they register.' }),
    requestFields: z.array(requestField).openapi({ description: 'What every request is asked.' }),
    decidedBy: z
      .enum(['auto', 'admin', 'third_party'])
      .openapi({ description: 'Who decides requests where neither a rule nor the plan says.' }),
    keyDelivery: z.enum(['secure', 'plain']),
    reveal: z.enum(['members', 'once']),
    settleSeconds: z.number().int(),
    confirmLinkDays: days,
    unclaimedDays: days.openapi({ description: 'An approval whose key nobody generated ends then. 0: never.' }),
    remindDecidersDays: days,
    expiryMailDays: days,
    reviewEveryDays: days,
    unusedKeyDays: days,
    mailFromName: z.string(),
    mailFromAddress: z.string().openapi({ description: 'Empty: the sender of the environment.' }),
    mailReplyTo: z.string(),
    accent: z.string().openapi({ description: 'A colour, as `#rrggbb`.' }),
    headline: z.string(),
    welcome: z.string().openapi({ description: 'Markdown, on the first page.' }),
    menuLinks: z.array(link),
    footerLinks: z.array(link),
    robots: z.string().openapi({ description: 'What robots.txt says. Empty: what the portal says by itself.' }),
    hasBrandingDraft: z.boolean().openapi({ description: 'Somebody has a draft of the branding on the screen.' }),
  })
  .openapi('Settings');

/** The settings as they are answered. */
export type SettingsNow = z.output<typeof settings>;

/** The settings as they are now. */
export async function settingsNow(ctx: Context): Promise<SettingsNow> {
  const found = await getAllSettings(ctx);
  return settings.parse({ ...found, updatedAt: iso(found.updatedAt) });
}

/** Reading the settings. */
export const settingsReads: readonly Operation[] = [
  operation({
    method: 'get',
    path: '/settings',
    tag: 'Settings',
    operationId: 'getSettings',
    summary: 'Read the settings',
    about:
      'Never a secret. Rules, kept reasons, mail wording, the logo and the other system are set on the screen alone.',
    scope: 'settings:read',
    hasEtag: true,
    answer: settings,
    run: (ctx) => settingsNow(ctx),
  }),
];
