import { changeRule } from '@/core/approval-rules/change-rule';
import { createRule } from '@/core/approval-rules/create-rule';
import { deleteRule } from '@/core/approval-rules/delete-rule';
import { orderRules } from '@/core/approval-rules/order-rules';
import { changeThirdParty } from '@/core/third-party/change-third-party';
import { renewThirdPartySecret } from '@/core/third-party/renew-secret';
import { tryThirdParty } from '@/core/third-party/try-third-party';
import type { Database } from '@/db/client';
import { createOutbound } from '@/server/outbound';
import { contextFor } from '../harness';
import { ruleWish } from '../rules';
import { setUpThirdParty } from '../third-party';
import type { World } from '../world';
import { expecting, nothing, type Role, type Row, row } from './roles';

const runners: Role[] = ['priya', 'alan'];
const onlyRunners = expecting('forbidden', { ok: runners });
/** Readers of the settings know that a rule is there; nobody else does. */
const ofARule = expecting('not_found', { ok: runners, forbidden: ['arun', 'audrey'] });

async function aRule(db: Database, world: World) {
  const { ruleId } = await createRule(contextFor(db, world.alan), ruleWish());
  return { ruleId, version: 1 };
}

async function setUp(db: Database) {
  await setUpThirdParty(db);
  return null;
}

/** Verbs about rules and the other system. */
export const deciding: Row[] = [
  row({ verb: 'createRule', stage: nothing, act: (ctx) => createRule(ctx, ruleWish()), expected: onlyRunners }),
  row({
    verb: 'changeRule',
    stage: aRule,
    act: (ctx, stage) => changeRule(ctx, { ...ruleWish({ name: 'Others' }), ...stage }),
    expected: ofARule,
  }),
  row({ verb: 'deleteRule', stage: aRule, act: deleteRule, expected: ofARule }),
  row({
    verb: 'orderRules',
    stage: aRule,
    act: (ctx, { ruleId }) => orderRules(ctx, { ruleIds: [ruleId] }),
    expected: onlyRunners,
  }),
  row({
    verb: 'changeThirdParty',
    stage: nothing,
    act: (ctx) =>
      changeThirdParty(ctx, {
        webhookUrl: 'https://decides.test/hook',
        redirectUrl: '',
        answerDays: 7,
        reachesPrivate: false,
        version: 0,
      }),
    expected: onlyRunners,
  }),
  row({ verb: 'renewThirdPartySecret', stage: setUp, act: (ctx) => renewThirdPartySecret(ctx), expected: onlyRunners }),
  row({
    verb: 'tryThirdParty',
    stage: setUp,
    act: (ctx) => tryThirdParty(ctx, createOutbound()),
    expected: onlyRunners,
  }),
  { verb: 'announceRequest', system: 'the job request.announce' },
  { verb: 'handOverdueToAdmins', system: 'the hourly care of requests' },
];
