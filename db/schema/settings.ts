import { sql } from 'drizzle-orm';
import { type AnyPgColumn, boolean, check, integer, jsonb, pgEnum, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { decisionMaker, keyDelivery } from './access-requests';
import { bytes, createdAt } from './columns';
import { type FormField, images } from './products';

/** Who may register: everybody, whoever was invited, or nobody. */
export const registrationMode = pgEnum('registration_mode', ['open', 'invitation', 'closed']);

/** Whether a key is shown whenever its people ask, or a single time. */
export const revealMode = pgEnum('reveal_mode', ['members', 'once']);

/** A link with its words. `href` begins with `/`, `https://` or `mailto:`. */
export type LinkLine = { label: string; href: string };

/** The portal's settings: one row, made at the first start. */
export const settings = pgTable(
  'settings',
  {
    isOnly: boolean().primaryKey().default(true),
    /** Names this installation in the metadata of its keys, so that two portals can share a gateway. */
    portalInstance: uuid().notNull(),
    portalName: text().notNull().default('Portico'),
    accent: text().notNull().default('#3350d4'),
    welcome: text().notNull().default(''),
    logoImageId: uuid().references((): AnyPgColumn => images.id, { onDelete: 'set null' }),
    /** The large words of the first page; empty: made from the portal's name. */
    headline: text().notNull().default(''),
    /** Links of the provider's own: at the top beside the portal's, and at the bottom of every page. */
    menuLinks: jsonb().$type<LinkLine[]>().notNull().default([]),
    footerLinks: jsonb().$type<LinkLine[]>().notNull().default([]),
    /** What robots.txt says; empty: everything that anybody may see may be indexed. */
    robots: text().notNull().default(''),
    /** What the next branding will be: seen by admins who preview it, live when it is published. */
    brandingDraft: jsonb().$type<Record<string, unknown>>(),
    registration: registrationMode().notNull().default('open'),
    autoApproveDevelopers: boolean().notNull().default(false),
    organizationsMayRegister: boolean().notNull().default(false),
    autoApproveOrganizations: boolean().notNull().default(false),
    signUpFields: jsonb().$type<FormField[]>().notNull().default([]),
    /** Asked with every request, before the products' own. */
    requestFields: jsonb().$type<FormField[]>().notNull().default([]),
    terms: text().notNull().default(''),
    /** Whether anonymous visitors meet the login instead of the portal. */
    signedInOnly: boolean().notNull().default(false),
    /**
     * Email domains: when some are allowed only they may register; refused ones never. Lower case, `*.` for subdomains.
     */
    allowedDomains: text().array().notNull().default(sql`'{}'::text[]`),
    refusedDomains: text().array().notNull().default(sql`'{}'::text[]`),
    adminsNeedSecondFactor: boolean().notNull().default(false),
    /** Empty: the sender of the environment (EMAIL_FROM). */
    mailFromName: text().notNull().default(''),
    mailFromAddress: text().notNull().default(''),
    mailReplyTo: text().notNull().default(''),
    invitationDays: integer().notNull().default(7),
    organizationCloseDays: integer().notNull().default(14),
    keyDelivery: keyDelivery().notNull().default('secure'),
    reveal: revealMode().notNull().default('members'),
    /** The longest upstream call that plans allow unless they say otherwise (provisioning.md 0.3). */
    settleSeconds: integer().notNull().default(30),
    confirmLinkDays: integer().notNull().default(7),
    /** Who decides requests where neither a rule nor the plan says: `auto`, `admin` or `third_party`. */
    decidedBy: decisionMaker().notNull().default('admin'),
    /** An approval whose key nobody generated ends after so many days; 0: never. */
    unclaimedDays: integer().notNull().default(30),
    /** Those who decide are reminded of what waits longer than so many days; 0: never. */
    remindDecidersDays: integer().notNull().default(3),
    /** How many days before its end the holder of a key is told. */
    expiryMailDays: integer().notNull().default(14),
    /** Every so many days people confirm that their apps and keys are still needed; 0: never. */
    reviewEveryDays: integer().notNull().default(0),
    /** A key that was not used for so many days is flagged, and ended after as long a warning again; 0: never. */
    unusedKeyDays: integer().notNull().default(0),
    version: integer().notNull().default(1),
    updatedAt: createdAt(),
  },
  () => [
    check('settings_is_only', sql`is_only`),
    check('settings_accent', sql`accent ~ '^#[0-9a-f]{6}$'`),
    check('settings_settle', sql`settle_seconds between 0 and 3600`),
    check('settings_invitation_days', sql`invitation_days between 1 and 30`),
    check('settings_close_days', sql`organization_close_days between 0 and 90`),
    check('settings_unclaimed_days', sql`unclaimed_days between 0 and 365`),
    check('settings_remind_days', sql`remind_deciders_days between 0 and 90`),
    check('settings_expiry_days', sql`expiry_mail_days between 1 and 90`),
    check('settings_review_days', sql`review_every_days between 0 and 730`),
    check('settings_unused_days', sql`unused_key_days between 0 and 730`),
    check('settings_confirm_days', sql`confirm_link_days between 1 and 30`),
  ],
);

/** The other system that decides requests: one row, made when an admin sets it up. */
export const thirdParty = pgTable(
  'third_party',
  {
    isOnly: boolean().primaryKey().default(true),
    /** Where new requests are announced; empty: nowhere. */
    webhookUrl: text().notNull().default(''),
    /** Where the developer is sent after asking; empty: nowhere. */
    redirectUrl: text().notNull().default(''),
    /** Signs both. */
    secretSealed: bytes().notNull(),
    /** How long it may take; then admins decide. */
    answerDays: integer().notNull().default(7),
    reachesPrivate: boolean().notNull().default(false),
    version: integer().notNull().default(1),
    updatedAt: createdAt(),
  },
  () => [check('third_party_is_only', sql`is_only`), check('third_party_days', sql`answer_days between 1 and 90`)],
);
