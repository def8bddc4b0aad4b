import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { saveBrandingDraft } from '@/core/branding/save-draft';
import { auditEvents, settings } from '@/db/schema';
import { contextFor } from '@/test/harness';
import { asRestProgram, type RestProgram } from '@/test/rest-program';

const atTheDoor = (work: (program: RestProgram) => Promise<void>) => asRestProgram(work, ['settings:write']);

/** Something of every page of the settings. */
const wish = {
  portalName: 'Harbour',
  registration: 'invitation',
  allowedDomains: ['acme.test'],
  decidedBy: 'auto',
  unclaimedDays: 20,
  signUpFields: [{ label: 'VAT number', kind: 'text', required: true, pattern: 'DE[0-9]{9}' }],
  requestFields: [{ label: 'How many calls?', kind: 'number', required: false, min: 1, max: 1000 }],
  mailFromName: 'Harbour APIs',
  accent: '#0b7a4b',
  menuLinks: [{ label: 'Status', href: 'https://status.test/' }],
};

test('settings of every page are changed in one call, and say what was changed', () =>
  atTheDoor(async ({ ask, db }) => {
    const before = (await ask('GET /settings')).json;
    const changed = await ask('PATCH /settings', wish);
    expect(changed).toMatchObject({ status: 200, json: { ...wish, terms: before.terms, keyDelivery: 'secure' } });
    expect(changed.json.signUpFields).toMatchObject([{ name: 'vat_number' }]);
    expect((await ask('GET /settings')).json).toEqual(changed.json);
    // Sent back as it was read, a question stays the one that people answered.
    const again = await ask('PATCH /settings', { signUpFields: changed.json.signUpFields });
    expect(again.json.signUpFields).toEqual(changed.json.signUpFields);
    const told = await db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.subjectKind, 'settings'))
      .orderBy(auditEvents.id);
    const general = told.find(({ detail }) => JSON.stringify(detail).includes('portalName'));
    expect(general?.detail).toMatchObject({ changes: { portalName: { from: 'Portico', to: 'Harbour' } } });
    expect(told.map(({ event }) => event)).toContain('branding.published');
    // What is as it was is no change, of which somebody would have to be told.
    const { version } = again.json;
    expect((await ask('PATCH /settings', { portalName: 'Harbour', accent: wish.accent })).json).toMatchObject({
      version,
    });
  }));

test('of settings that are wrong in one part nothing is changed, and the part is named', () =>
  atTheDoor(async ({ ask }) => {
    const before = (await ask('GET /settings')).json;
    const wrong: Record<string, object> = {
      '/accent': { accent: 'green' },
      '/menuLinks/1/href': { menuLinks: [...wish.menuLinks, { label: 'Trick', href: 'javascript:alert(1)' }] },
      '/requestFields/0/max': { requestFields: [{ ...wish.requestFields[0], max: 0 }] },
      '/signUpFields/0/pattern': { signUpFields: [{ ...wish.signUpFields[0], pattern: '(' }] },
      '/unclaimedDays': { unclaimedDays: 366 },
      '/allowedDomains': { allowedDomains: ['not a domain'] },
      '/mailReplyTo': { mailReplyTo: 'two@acme.test, three@acme.test' },
      '/adminsNeedSecondFactor': { adminsNeedSecondFactor: true },
      '/portalInstance': { portalInstance: before.version },
      '/logoImageId': { logoImageId: null },
    };
    for (const [pointer, change] of Object.entries(wrong)) {
      const refused = await ask('PATCH /settings', { ...wish, ...change });
      expect(refused, pointer).toMatchObject({ status: 422, json: { errors: [{ pointer }] } });
    }
    expect((await ask('GET /settings')).json).toEqual(before);
  }));

test('nobody’s draft of the branding is published or thrown away by a program', () =>
  atTheDoor(async ({ ask, db, world }) => {
    const typed = { accent: '#111111', headline: '', welcome: '', menuLinks: [], footerLinks: [], robots: '' };
    await saveBrandingDraft(contextFor(db, world.priya), { ...typed, version: 1 });
    expect(await ask('PATCH /settings', { accent: '#222222', portalName: 'Harbour' })).toMatchObject({ status: 409 });
    expect(await ask('PATCH /settings', { portalName: 'Harbour' })).toMatchObject({
      status: 200,
      json: { portalName: 'Harbour', accent: '#3350d4', hasBrandingDraft: true },
    });
    const [row] = await db.select().from(settings);
    expect(row?.brandingDraft).toMatchObject({ accent: '#111111' });
  }));

test('settings are answered without what is secret or nobody’s business', () =>
  atTheDoor(async ({ ask, db }) => {
    const [row] = await db.select().from(settings);
    const { text } = await ask('GET /settings');
    expect(text).not.toContain(row?.portalInstance);
    expect(text).not.toMatch(/secret|sealed|webhook/i);
  }));
