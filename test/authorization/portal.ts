import { uploadDocument } from '@/core/api-docs/upload-document';
import { changeGeneralSettings } from '@/core/settings/change-general';
import { changeRequestSettings } from '@/core/settings/change-requests';
import { changeSignUpSettings } from '@/core/settings/change-sign-up';
import type { Database } from '@/db/client';
import { productApis } from '@/db/schema';
import { expecting, nothing, type Role, type Row, row } from './roles';

const runners: Role[] = ['priya', 'alan'];
const runs = expecting('forbidden', { ok: runners });

async function anApi(db: Database): Promise<{ productApiId: string }> {
  const [api] = await db.select({ productApiId: productApis.id }).from(productApis).limit(1);
  if (!api) throw new Error('the world has no API');
  return api;
}

/** The offer, the settings, and what the portal does by itself. */
export const portal: Row[] = [
  row({
    verb: 'changeGeneralSettings',
    stage: nothing,
    act: (ctx) =>
      changeGeneralSettings(ctx, {
        version: 1,
        portalName: 'Lamp',
        signedInOnly: true,
        registration: 'open',
        allowedDomains: ['acme.com'],
        refusedDomains: [],
        autoApproveDevelopers: true,
        terms: '',
        organizationsMayRegister: true,
        autoApproveOrganizations: true,
        invitationDays: 7,
        organizationCloseDays: 14,
        adminsNeedSecondFactor: false,
      }),
    expected: runs,
  }),
  row({
    verb: 'changeSignUpSettings',
    stage: nothing,
    act: (ctx) => changeSignUpSettings(ctx, { version: 1, signUpFields: [] }),
    expected: runs,
  }),
  row({
    verb: 'changeRequestSettings',
    stage: nothing,
    act: (ctx) =>
      changeRequestSettings(ctx, {
        version: 1,
        keyDelivery: 'plain',
        reveal: 'once',
        settleSeconds: 1,
        confirmLinkDays: 1,
        decidedBy: 'admin',
        unclaimedDays: 0,
        remindDecidersDays: 0,
        expiryMailDays: 1,
        reviewEveryDays: 0,
        unusedKeyDays: 0,
        requestFields: [],
      }),
    expected: runs,
  }),
  row({
    verb: 'uploadDocument',
    stage: anApi,
    act: (ctx, stage) => uploadDocument(ctx, { ...stage, source: '{"openapi":"3.1.0"}' }),
    expected: runs,
  }),
  { verb: 'ensureBasics', system: 'every start' },
  { verb: 'importDocument', system: 'the job document.import' },
  { verb: 'synchronizeGateway', system: 'the job gateway.synchronize and the operator’s tool' },
  { verb: 'sendMail', system: 'the job mail.send' },
  { verb: 'activate', system: 'a step of syncCredential' },
  { verb: 'endByItself', system: 'a step of syncCredential' },
  { verb: 'noteExpiry', system: 'a step of syncCredential' },
  { verb: 'failForGood', system: 'a step of syncCredential' },
  { verb: 'finishRevocation', system: 'a step of syncCredential' },
  { verb: 'checkActive', system: 'a step of the reconciler' },
  { verb: 'checkRevoked', system: 'a step of the reconciler' },
  { verb: 'endZombie', system: 'a step of the reconciler' },
  { verb: 'quarantineOrphans', system: 'a step of the reconciler' },
];
