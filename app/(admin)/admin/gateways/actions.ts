'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { addGateway } from '@/core/gateways/add-gateway';
import { changeGateway } from '@/core/gateways/change-gateway';
import { changeGatewaySecret } from '@/core/gateways/change-gateway-secret';
import { checkGateway } from '@/core/gateways/check';
import { connectionReport } from '@/core/gateways/connection-report';
import { enterApi } from '@/core/gateways/enter-api';
import { enterPolicy } from '@/core/gateways/enter-policy';
import { forgetObject } from '@/core/gateways/forget-object';
import { orderReconciliation } from '@/core/gateways/order-reconciliation';
import { orderSynchronization } from '@/core/gateways/order-synchronization';
import { removeGateway } from '@/core/gateways/remove-gateway';
import { formAction } from '@/server/form-action';
import { wiring } from '@/server/wiring';
import { checked, version } from '../settings/form-values';

/** A gateway's problems are counted in the frame of every admin page. */
function refresh(): void {
  revalidatePath('/admin', 'layout');
}

const one = z.object({ gatewayId: z.uuid() });
const fields = z.object({
  name: z.string().default(''),
  controlUrl: z.string().default(''),
  proxyUrl: z.string().default(''),
  gatewayOrgId: z.string().default(''),
  secret: z.string().default(''),
  reachesPrivate: checked,
});

/** Leads to the page of the new gateway, which says whether it answers. */
export const addGatewayAction = formAction(fields, async (ctx, input) => {
  const { gatewayId } = await addGateway(ctx, input);
  refresh();
  redirect(`/admin/gateways/${gatewayId}`);
});

/** Name, addresses and organization at the gateway; the secret has a form of its own. */
export const changeGatewayAction = formAction(
  fields.extend({ ...one.shape, revision: version }),
  async (ctx, input) => {
    await changeGateway(ctx, input);
    refresh();
    return 'Saved.';
  },
);

/** Seals another secret; the old one is never shown. */
export const changeGatewaySecretAction = formAction(
  one.extend({ secret: z.string().default('') }),
  async (ctx, input) => {
    await changeGatewaySecret(ctx, input);
    refresh();
    return 'The secret was changed. The portal looks whether the gateway takes it.';
  },
);

/** Leads back to the list. Refused while a product, a plan, a key or their history needs the gateway. */
export const removeGatewayAction = formAction(one, async (ctx, input) => {
  await removeGateway(ctx, input);
  refresh();
  redirect('/admin/gateways');
});

/** Asks the gateway now, and answers a finding a line. */
export const testConnectionAction = formAction(one, async (ctx, input) => {
  const { summary, findings } = connectionReport(await checkGateway(ctx, wiring().gateways, input));
  refresh();
  const results = findings.map(({ about, sentence, isGood }) => ({
    ...{ name: about, message: sentence, isRefused: !isGood },
  }));
  return { message: summary, results };
});

/** Orders a job; a second click while it is under way orders nothing. */
export const orderSynchronizationAction = formAction(one, async (ctx, input) => {
  const { isNew } = await orderSynchronization(ctx, input);
  refresh();
  return isNew ? 'Ordered. You can leave this page meanwhile.' : 'A synchronization is under way already.';
});

/** Orders a look at every key; only the button *fix* lets it change anything. */
export const orderReconciliationAction = formAction(one.extend({ act: z.string() }), async (ctx, { act, ...input }) => {
  await orderReconciliation(ctx, { ...input, fix: act === 'fix' });
  refresh();
  return 'Ordered. What is found will stand here.';
});

/** For a gateway that cannot list its APIs: the admin types one in. */
export const enterApiAction = formAction(
  one.extend({ apiId: z.string().default(''), name: z.string().default(''), listenPath: z.string().default('') }),
  async (ctx, input) => {
    await enterApi(ctx, input);
    refresh();
    return 'Entered.';
  },
);

/** Empty is no limit. Null for a pair of which nothing was filled in. */
const count = z
  .string()
  .trim()
  .default('')
  .transform((text) => (text === '' ? null : Number(text)));

const policy = one.extend({
  policyId: z.string().default(''),
  name: z.string().default(''),
  kind: z.enum(['access', 'limits'], 'Choose what it does.'),
  apiIds: z.string().default(''),
  rateRequests: count,
  ratePer: count,
  quotaRequests: count,
  quotaSeconds: count,
});

/** For a gateway that cannot list its policies: the admin types one in, with what it limits. */
export const enterPolicyAction = formAction(policy, async (ctx, input) => {
  const { gatewayId, policyId, name, kind, apiIds, rateRequests, ratePer, quotaRequests, quotaSeconds } = input;
  const rate = rateRequests === null && ratePer === null ? null : { requests: rateRequests ?? 0, per: ratePer ?? 0 };
  const quota =
    quotaRequests === null && quotaSeconds === null
      ? null
      : { requests: quotaRequests ?? 0, seconds: quotaSeconds ?? 0 };
  const does = kind === 'access' ? ({ kind, apiIds } as const) : ({ kind, rate, quota } as const);
  await enterPolicy(ctx, { gatewayId, policyId, name, does });
  refresh();
  return 'Entered.';
});

const object = one.extend({ object: z.enum(['api', 'policy']), id: z.string() });

/** Forgets what was entered by hand or is gone from the gateway, which is not touched. */
export const forgetObjectAction = formAction(object, async (ctx, input) => {
  await forgetObject(ctx, input);
  refresh();
  return 'Forgotten.';
});
