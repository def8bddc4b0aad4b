import { z } from 'zod';
import type { ApiLine } from '@/core/products/change-apis';
import type { NewAccess } from '@/core/products/create';

const text = z.string().default('');

/** How forms say what stands behind a product. */
export const accessSent = z.object({
  kind: z.enum(['none', 'existing', 'own'], 'Choose what opens its APIs.'),
  policyId: text,
  gatewayId: text,
});

/** The same for core. */
export function accessOf({ kind, policyId, gatewayId }: z.infer<typeof accessSent>): NewAccess {
  if (kind === 'existing') return { kind, policyId };
  return kind === 'own' ? { kind, gatewayId } : { kind };
}

/**
 * The rows of the form of a product's APIs, in the order of their places: `apis.ids` names each once, and
 * `apis.<id>.name`, `.slug`, `.listenPath` and `.place` are its parts. Of two in one place the one that stood before
 * comes first.
 */
export function apiLinesOf(sent: Readonly<Record<string, unknown>>): ApiLine[] {
  const ids = [...new Set([sent['apis.ids'] ?? []].flat())].filter((id) => typeof id === 'string');
  const part = (id: string, name: string) => {
    const value = sent[`apis.${id}.${name}`];
    return typeof value === 'string' ? value : '';
  };
  return ids
    .map((id, index) => ({ id, place: Number(part(id, 'place')) || index + 1 }))
    .sort((one, other) => one.place - other.place)
    .map(({ id }) => ({ id, name: part(id, 'name'), slug: part(id, 'slug'), listenPath: part(id, 'listenPath') }));
}
