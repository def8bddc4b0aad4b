import type { organizations } from '@/db/schema';
import { conflict } from '../errors';

type Organization = Pick<typeof organizations.$inferSelect, 'name' | 'status'>;

const PASSED: Record<Exclude<Organization['status'], 'pending'>, string> = {
  active: 'is approved already',
  rejected: 'was rejected already',
  suspended: 'was approved and is suspended',
  closed: 'does not wait any more: the request was withdrawn, or the organization closed',
};

/** Refuses a second decision: whoever comes late is told what became of it. Throws `conflict`. */
export function requirePending({ name, status }: Organization): void {
  if (status !== 'pending') throw conflict(`${name} ${PASSED[status]}.`);
}
