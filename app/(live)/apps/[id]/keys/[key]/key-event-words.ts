import type { KeyEvent } from '@/core/credentials/get-key';

const REPLACED = 'A new key was made in its place';

/** What people read of an event of their key; null for what tells them nothing. */
export function keyEventWords({ event, detail }: KeyEvent): string | null {
  const text = (name: string) => (typeof detail[name] === 'string' ? (detail[name] as string) : '');
  switch (event) {
    case 'credential.prepared':
      return text('replaces') === '' ? 'Approved' : null;
    case 'credential.claimed':
      return 'The key was ordered';
    case 'credential.activated':
      return 'The key works';
    case 'credential.failed':
      return 'The gateway refused the key';
    case 'credential.retried':
      return 'The key was tried again';
    case 'credential.regenerated':
      return REPLACED;
    case 'credential.renamed':
      return `Renamed to ${text('to')}`;
    case 'credential.renewed':
      return `Renewed until ${momentOf(text('to'))}`;
    case 'credential.grace_changed':
      return text('to') === 'now'
        ? 'Ended before its grace was over'
        : `Works beside the new key until ${momentOf(text('to'))}`;
    case 'credential.terms_changed':
      return 'Plan or products were changed';
    case 'credential.imported':
      return 'The key was imported';
    case 'credential.suspended':
      return 'Suspended';
    case 'credential.resumed':
      return 'Resumed';
    case 'credential.repaired':
      return 'Repaired at the gateway';
    case 'credential.seal_given_up':
      return 'The portal can show the key no more, because its own secret was lost';
    case 'credential.expired':
      return 'Expired';
    case 'credential.found':
      return 'Somebody found the key in the open';
    case 'credential.holder_told':
      return NOTICES[text('notice')] ?? 'Its people were told something';
    case 'credential.revoke_requested':
      return text('reason') === '' ? 'Its end was ordered' : `Its end was ordered: ${text('reason')}`;
    case 'credential.revoked':
      return 'Proven to be gone';
    case 'credential.tried':
      return 'Tried from the portal';
    default:
      return null;
  }
}

const NOTICES: Record<string, string> = {
  expires: 'Its people were told that it expires',
  expired: 'Its people were told that it has expired',
  quota_80: 'Its people were told that 80 % of the quota is used',
  quota_100: 'Its people were told that the quota is used up',
  unused: 'Its people were told that nobody uses it',
  found: 'Its people were told that it was found',
};

const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });

function momentOf(iso: string): string {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? 'later' : `${moment.format(at)} UTC`;
}
