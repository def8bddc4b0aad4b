import type { KeySession } from '../../ports/gateway-keys';
import type { KeyRow } from './key-row';

type Row = Pick<KeyRow, 'id' | 'isImported' | 'activeAt'>;

/** Whether the key at the gateway says that it belongs to this record. */
export function marksThis(row: Pick<KeyRow, 'id'>, session: KeySession): boolean {
  return session.metadata.credential_id === row.id;
}

/** Whether it says that it belongs to another record, of this portal or of another one. */
export function marksAnother(row: Pick<KeyRow, 'id'>, session: KeySession): boolean {
  return typeof session.metadata.portal_instance === 'string' && !marksThis(row, session);
}

/**
 * Whether what was found under the key's name is for this record to end. A key that the portal drew always is. One that
 * was to be attached and never was stays its owner's, unless the portal's write has reached it.
 */
export function isOursToEnd(row: Row, session: KeySession): boolean {
  if (!row.isImported || marksThis(row, session)) return true;
  return row.activeAt !== null && !marksAnother(row, session);
}
