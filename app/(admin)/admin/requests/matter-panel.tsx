import { type Matter, readMatter } from '@/core/inbox/matter';
import { DeveloperPanel } from './developer-panel';
import { OrganizationPanel } from './organization-panel';
import type { PanelProps } from './panel-frame';
import { RequestPanel } from './request-panel';

/** One matter of the inbox with all that a decision needs, beside the list. Nothing for what is gone. */
export function MatterPanel({ matter, ...props }: Omit<PanelProps, 'id'> & { matter: string }) {
  const found = readMatter(matter);
  if (!found) return null;
  return <PanelOf {...props} kind={found.kind} id={found.id} />;
}

function PanelOf({ kind, ...props }: PanelProps & Pick<Matter, 'kind'>) {
  if (kind === 'request') return <RequestPanel {...props} />;
  return kind === 'developer' ? <DeveloperPanel {...props} /> : <OrganizationPanel {...props} />;
}
