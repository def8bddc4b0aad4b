import type { ReactNode } from 'react';
import { type Step, Steps } from '../ui/steps';
import { Time } from '../ui/time';

/** What the tracker needs to know of a request. */
export type Tracked = {
  status: 'pending' | 'approved' | 'declined' | 'cancelled' | 'fulfilled' | 'withdrawn';
  delivery: 'secure' | 'plain';
  createdAt: Date;
  updatedAt: Date;
  requesterName: string | null;
  decision: { via: 'auto' | 'admin' | 'third_party'; by: string | null; at: Date } | null;
  reason: string;
  credential: {
    status: 'awaiting_claim' | 'provisioning' | 'active' | 'revoking' | 'revoked' | 'failed';
    lastFour: string;
    since: string;
  } | null;
};

/** Who looks: the person who asked, somebody who shares the app, or a portal admin. */
export type TrackViewer = 'requester' | 'colleague' | 'admin';

/**
 * Where a request stands: what is done, whom it waits for since when, what comes next. `keyAction` stands at the key.
 */
export function RequestSteps({
  request,
  viewer,
  now,
  keyAction,
}: {
  request: Tracked;
  viewer: TrackViewer;
  now: Date;
  keyAction?: ReactNode;
}) {
  const hasEnded = request.status === 'declined' || request.status === 'cancelled';
  const steps = [asked(request, viewer, now), decided(request, viewer, now)];
  return <Steps label="Progress" steps={hasEnded ? steps : [...steps, key(request, viewer, now, keyAction)]} />;
}

function asked({ requesterName, createdAt }: Tracked, viewer: TrackViewer, now: Date): Step {
  const by = viewer === 'requester' ? 'By you, ' : requesterName ? `By ${requesterName}, ` : '';
  return {
    title: 'Access requested',
    state: 'done',
    about: (
      <>
        {by}
        <Time value={createdAt} now={now} />
      </>
    ),
  };
}

function decided(request: Tracked, viewer: TrackViewer, now: Date): Step {
  const { status, decision, reason, updatedAt } = request;
  const when = <Time value={decision?.at ?? updatedAt} now={now} />;
  if (status === 'pending') {
    return {
      title: 'Waits for a decision',
      state: 'current',
      about: (
        <>
          The portal’s admins were told <Time value={request.createdAt} now={now} />.{' '}
          {viewer === 'requester' ? 'You get' : `${request.requesterName ?? 'Whoever asked'} gets`} a mail when they
          have decided.
        </>
      ),
    };
  }
  if (status === 'cancelled') {
    return {
      title: 'Cancelled',
      state: 'failed',
      about: (
        <>
          {reason || 'By the requester,'} {when}
        </>
      ),
    };
  }
  const who = decision?.via === 'auto' ? 'The plan approves by itself, ' : decision?.by ? `By ${decision.by}, ` : '';
  const about = (
    <>
      {who}
      {when}
    </>
  );
  if (status === 'declined') return { title: 'Declined', state: 'failed', about, children: <Reason>{reason}</Reason> };
  return { title: 'Approved', state: 'done', about };
}

function Reason({ children }: { children: string }) {
  return (
    <p className="rounded-md bg-muted px-3 py-2 text-sm [overflow-wrap:anywhere] whitespace-pre-line">{children}</p>
  );
}

function key(request: Tracked, viewer: TrackViewer, now: Date, action: ReactNode): Step {
  const { status, credential, reason, delivery } = request;
  if (status === 'withdrawn') {
    return {
      title: 'The approval was withdrawn',
      state: 'failed',
      about: <Time value={request.updatedAt} now={now} />,
      children: reason && <Reason>{reason}</Reason>,
    };
  }
  if (status === 'pending' || !credential) return { title: 'Key', state: 'todo', about: toCome(delivery, viewer) };
  const about = <Time value={credential.since} now={now} />;
  const step = keySteps[credential.status](credential.lastFour, viewer);
  return { ...step, about, ...(action ? { children: action } : {}) };
}

function toCome(delivery: Tracked['delivery'], viewer: TrackViewer): string {
  if (delivery === 'plain') return 'After the approval the key is made and mailed to whoever asked.';
  return viewer === 'admin'
    ? 'After the approval those who share the app can generate it.'
    : 'After the approval you press Generate key, and it is shown.';
}

const keySteps: Record<
  NonNullable<Tracked['credential']>['status'],
  (lastFour: string, viewer: TrackViewer) => Pick<Step, 'title' | 'state'>
> = {
  awaiting_claim: (_lastFour, viewer) => ({
    title: viewer === 'admin' ? 'Waits for the developer to generate the key' : 'Your turn: generate the key',
    state: 'current',
  }),
  provisioning: () => ({ title: 'The key is being made', state: 'current' }),
  active: (lastFour) => ({ title: `The key works: it ends in ${lastFour}`, state: 'done' }),
  revoking: () => ({ title: 'The key is being revoked', state: 'current' }),
  revoked: () => ({ title: 'The key was revoked', state: 'failed' }),
  failed: () => ({ title: 'The gateway refused the key', state: 'failed' }),
};
