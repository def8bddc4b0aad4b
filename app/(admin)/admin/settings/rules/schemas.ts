import { z } from 'zod';
import { several } from '@/server/sent-fields';
import { checked, lines } from '../form-values';

const text = z.string().default('');
const tristate = z.enum(['any', 'yes', 'no']).catch('any');

/** The fields of a rule, as they are sent. */
export const ruleFields = z.object({
  name: text,
  isActive: checked,
  outcome: z.enum(['approve', 'ask_admins', 'ask_third_party'], 'Choose what happens.'),
  planIds: several,
  productIds: several,
  catalogIds: several,
  organizations: lines,
  teams: lines,
  emailDomains: lines,
  verifiedDomain: tristate,
  firstRequest: tristate,
  approvedBefore: tristate,
});

/** The ids with one of them moved a place: `move` is its id, a dot, and `up` or `down`. */
export function movedOrder(ids: readonly string[], move: string): string[] {
  const [id = '', way] = move.split('.');
  const from = ids.indexOf(id);
  const to = way === 'up' ? from - 1 : from + 1;
  if (from < 0 || to < 0 || to >= ids.length) return [...ids];
  const others = ids.filter((other) => other !== id);
  return [...others.slice(0, to), id, ...others.slice(to)];
}
