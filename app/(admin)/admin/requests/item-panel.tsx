import { type InboxItem, readItem } from '@/core/inbox/inbox-item';
import { DeveloperPanel } from './developer-panel';
import { OrganizationPanel } from './organization-panel';
import type { PanelProps } from './panel-frame';
import { RequestPanel } from './request-panel';

/** One item of the inbox with all that a decision needs, beside the list. Nothing for what is gone. */
export function ItemPanel({ item, ...props }: Omit<PanelProps, 'id'> & { item: string }) {
  const found = readItem(item);
  if (!found) return null;
  return <PanelOf {...props} kind={found.kind} id={found.id} />;
}

function PanelOf({ kind, ...props }: PanelProps & Pick<InboxItem, 'kind'>) {
  if (kind === 'request') return <RequestPanel {...props} />;
  return kind === 'developer' ? <DeveloperPanel {...props} /> : <OrganizationPanel {...props} />;
}
