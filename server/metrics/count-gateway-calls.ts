import { performance } from 'node:perf_hooks';
import type { GatewayPort } from '@/core/ports/gateway';
import { meters } from './meters';

/** The same gateway, with each of its calls counted by what came of it. */
export function countGatewayCalls(gateway: GatewayPort): GatewayPort {
  return {
    putKey: (wish, options) => counted('putKey', gateway.putKey(wish, options)),
    readKey: (name) => counted('readKey', gateway.readKey(name)),
    rewriteKey: (name, wish, options) => counted('rewriteKey', gateway.rewriteKey(name, wish, options)),
    hashOfKey: (key) => counted('hashOfKey', gateway.hashOfKey(key)),
    deleteKey: (name) => counted('deleteKey', gateway.deleteKey(name)),
    expireKey: (name) => counted('expireKey', gateway.expireKey(name)),
    listKeys: () => counted('listKeys', gateway.listKeys()),
    preview: (policyIds) => counted('preview', gateway.preview(policyIds)),
    putPolicy: (wish) => counted('putPolicy', gateway.putPolicy(wish)),
    deletePolicy: (policyId) => counted('deletePolicy', gateway.deletePolicy(policyId)),
    inventory: () => counted('inventory', gateway.inventory()),
    selfTest: () => counted('selfTest', gateway.selfTest()),
    // Asks nobody.
    describeWrite: (wish, key) => gateway.describeWrite(wish, key),
  };
}

/** A call that throws is a wish that must never be sent: a fault of ours, and none of the gateway's. */
async function counted<Told extends { outcome: string }>(call: keyof GatewayPort, asked: Promise<Told>): Promise<Told> {
  const { gatewayCalls, gatewaySeconds } = meters();
  const began = performance.now();
  const told = await asked;
  gatewayCalls.inc({ call, outcome: told.outcome });
  gatewaySeconds.observe({ call }, (performance.now() - began) / 1_000);
  return told;
}
