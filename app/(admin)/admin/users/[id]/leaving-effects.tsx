import type { ReactNode } from 'react';
import { Alert } from '@/components/ui/alert';
import type { LeavingEffects } from '@/core/members/get-leaving-effects';

/** What somebody's going means, by name: apps with their keys, keys of others that they saw, requests, invitations. */
export function LeavingEffectsList({ effects }: { effects: LeavingEffects }) {
  const { person, apps, heldKeys, openRequests, invitations, isLastSuperAdmin } = effects;
  return (
    <div className="grid gap-4">
      {isLastSuperAdmin && (
        <Alert tone="danger" title={`The only active super admin of ${person.organization.name}`}>
          Make somebody else super admin of it first.
        </Alert>
      )}
      {[apps, heldKeys, openRequests, invitations].every(({ length }) => length === 0) && (
        <p className="text-ink-muted">They own no apps, hold no keys, and nothing of theirs is open.</p>
      )}
      <Part title={counted(apps.length, 'app', 'apps')} isEmpty={apps.length === 0}>
        {apps.map((app) => (
          <li key={app.id}>
            <span className="font-medium text-ink">{app.name}</span> ({app.visibility}):{' '}
            {app.keys.length === 0
              ? 'no working key'
              : app.keys.map((key) => `${key.name || 'key'} …${key.lastFour}`).join(', ')}
          </li>
        ))}
      </Part>
      <Part
        title={`${counted(heldKeys.length, 'key', 'keys')} of colleagues’ apps that they were shown`}
        isEmpty={heldKeys.length === 0}
      >
        {heldKeys.map((key) => (
          <li key={key.id}>
            {key.appName}: …{key.lastFour}
          </li>
        ))}
      </Part>
      <Part title={counted(openRequests.length, 'open request', 'open requests')} isEmpty={openRequests.length === 0}>
        {openRequests.map((request) => (
          <li key={request.id}>
            {request.appName}: {request.productNames}
          </li>
        ))}
      </Part>
      <Part
        title={`${counted(invitations.length, 'invitation', 'invitations')} that they sent`}
        isEmpty={invitations.length === 0}
      >
        {invitations.map((invitation) => (
          <li key={invitation.id}>{invitation.email}</li>
        ))}
      </Part>
    </div>
  );
}

function Part({ title, isEmpty, children }: { title: string; isEmpty: boolean; children: ReactNode }) {
  if (isEmpty) return null;
  return (
    <div className="grid gap-1">
      <h3 className="font-medium">{title}</h3>
      <ul className="grid list-disc gap-1 pl-5 text-ink-muted [overflow-wrap:anywhere]">{children}</ul>
    </div>
  );
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
