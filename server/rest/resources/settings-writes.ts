import { z } from '@hono/zod-openapi';
import { changeBrandingNow } from '@/core/branding/change-branding-now';
import type { Context } from '@/core/context';
import { inOneTransaction } from '@/core/in-one-transaction';
import { changeEmailSettings } from '@/core/settings/change-email';
import { changeGeneralSettings } from '@/core/settings/change-general';
import { changeRequestSettings } from '@/core/settings/change-requests';
import { changeSignUpSettings } from '@/core/settings/change-sign-up';
import { fieldNaming, sentRequestFields, sentSignUpFields, toDrafts } from '../form-fields';
import { merge } from '../merge';
import { asNamed, type Naming } from '../naming';
import { type Operation, operation } from '../operation';
import { type SettingsNow, settings, settingsNow } from './settings';

const { shape } = settings;
const links = z
  .array(z.strictObject({ label: z.string().regex(/\S/, 'Enter the words of the link.'), href: z.string() }))
  .max(50);

/** The settings page by page: each part is changed by a verb of its own. */
const general = {
  ...{ portalName: shape.portalName, signedInOnly: shape.signedInOnly, registration: shape.registration },
  ...{ allowedDomains: shape.allowedDomains, refusedDomains: shape.refusedDomains, terms: shape.terms },
  ...{ autoApproveDevelopers: shape.autoApproveDevelopers, invitationDays: shape.invitationDays },
  ...{ organizationsMayRegister: shape.organizationsMayRegister, organizationCloseDays: shape.organizationCloseDays },
  autoApproveOrganizations: shape.autoApproveOrganizations,
  adminsNeedSecondFactor: shape.adminsNeedSecondFactor,
};
const requests = {
  ...{ decidedBy: shape.decidedBy, keyDelivery: shape.keyDelivery, reveal: shape.reveal },
  ...{ settleSeconds: shape.settleSeconds, confirmLinkDays: shape.confirmLinkDays, unclaimedDays: shape.unclaimedDays },
  ...{ remindDecidersDays: shape.remindDecidersDays, expiryMailDays: shape.expiryMailDays },
  ...{ reviewEveryDays: shape.reviewEveryDays, unusedKeyDays: shape.unusedKeyDays },
  requestFields: sentRequestFields,
};
const email = {
  ...{ mailFromName: shape.mailFromName, mailFromAddress: shape.mailFromAddress, mailReplyTo: shape.mailReplyTo },
};
const branding = {
  ...{ accent: shape.accent, headline: shape.headline, welcome: shape.welcome, robots: shape.robots },
  ...{ menuLinks: links, footerLinks: links },
};
const signUp = { signUpFields: sentSignUpFields };

const wish = z.strictObject(z.object({ ...general, ...requests, ...email, ...branding, ...signUp }).partial().shape);
type Wish = z.output<typeof wish>;

/** What the verb of one page takes, where something of it shall be otherwise: all of the page, the rest as it is. */
function partOf<Part extends z.ZodRawShape>(
  part: Part,
  before: SettingsNow,
  sent: Wish,
): z.output<z.ZodObject<Part>> | null {
  const page = z.object(part);
  const names = Object.keys(part) as (keyof Wish)[];
  const wished = Object.fromEntries(names.map((name) => [name, sent[name]]));
  const { after, isChanged } = merge<Record<string, unknown>>(page.parse(before), wished);
  return isChanged ? page.parse(after) : null;
}

/** Does everything that is wished of settings that were read as `before`. Throws what the verbs throw. */
async function fulfil(ctx: Context, before: SettingsNow, sent: Wish): Promise<void> {
  // Each verb raises the version by one, and holds the settings until all of them are done.
  let at = before.version;
  const next = () => ({ version: at++ });
  const wanted = {
    general: partOf(general, before, sent),
    requests: partOf(requests, before, sent),
    signUp: partOf(signUp, before, sent),
    email: partOf(email, before, sent),
    branding: partOf(branding, before, sent),
  };
  if (wanted.general) await changeGeneralSettings(ctx, { ...wanted.general, ...next() });
  if (wanted.requests) {
    const requestFields = toDrafts(wanted.requests.requestFields);
    await changeRequestSettings(ctx, { ...wanted.requests, requestFields, ...next() });
  }
  if (wanted.signUp) {
    await changeSignUpSettings(ctx, { signUpFields: toDrafts(wanted.signUp.signUpFields), ...next() });
  }
  if (wanted.email) await changeEmailSettings(ctx, { ...wanted.email, ...next() });
  if (wanted.branding) await changeBrandingNow(ctx, { ...wanted.branding, ...next() });
}

/** Questions and links are named by their place: `menuLinks.1.href`. */
const naming: Naming = (field) => (/^(?:menuLinks|footerLinks)[.]/.test(field) ? field.split('.') : fieldNaming(field));

/** Changing the settings. */
export const settingsWrites: readonly Operation[] = [
  operation({
    method: 'patch',
    path: '/settings',
    tag: 'Settings',
    operationId: 'changeSettings',
    summary: 'Change settings',
    about:
      'What is left out stays. All of it is done, or nothing. The branding is changed for everybody at once: 409 while ' +
      'somebody has a draft of it.',
    scope: 'settings:write',
    body: wish.openapi({ example: { registration: 'invitation', unclaimedDays: 14 } }),
    answer: settings,
    current: settingsNow,
    run: (ctx, { body, current }) =>
      asNamed(
        () =>
          inOneTransaction(ctx, async (inside) => {
            await fulfil(inside, settings.parse(current), body);
            return settingsNow(inside);
          }),
        naming,
      ),
  }),
];
