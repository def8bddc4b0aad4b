import type { ReactNode } from 'react';
import { type Step, Steps } from '../ui/steps';
import { Time } from '../ui/time';
import { waitingStep } from './waiting-step';

/** What the tracker needs to know of a request. */
export type Tracked = {
  status: 'pending' | 'approved' | 'declined' | 'cancelled' | 'fulfilled' | 'withdrawn';
  delivery: 'secure' | 'plain';
  createdAt: Date;
  updatedAt: Date;
  requesterName: string | null;
  /** Who has to decide it, and until when another system may take. */
  decider: 'auto' | 'admin' | 'third_party';
  thirdPartyUntil: Date | null;
  informationAskedAt: Date | null;
  nudgedAt: Date | null;
  assignedAt: Date | null;
  /** Told to portal admins only. */
  assignee: { name: string } | null;
  ruleName: string;
  usualSeconds: number | null;
  claimEndsAt: Date | null;
  /** Whether it changes what a key has, instead of asking for a key. */
  isChange: boolean;
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
 * Where a request stands: what is done, whom it waits for since when, what comes next. `waitAction` stands where it
 * waits for a decision, `keyAction` at the key.
 */
export function RequestSteps({
  request,
  viewer,
  now,
  waitAction,
  keyAction,
}: {
  request: Tracked;
  viewer: TrackViewer;
  now: Date;
  waitAction?: ReactNode;
  keyAction?: ReactNode;
}) {
  const hasEnded = request.status === 'declined' || request.status === 'cancelled';
  const steps = [asked(request, viewer, now), decided(request, viewer, now, waitAction)];
  const last = request.isChange ? changed(request, now) : key(request, viewer, now, keyAction);
  return <Steps label="Progress" steps={hasEnded ? steps : [...steps, last]} />;
}

function asked({ requesterName, createdAt, isChange }: Tracked, viewer: TrackViewer, now: Date): Step {
  const by = viewer === 'requester' ? 'By you, ' : requesterName ? `By ${requesterName}, ` : '';
  return {
    title: isChange ? 'Change requested' : 'Access requested',
    state: 'done',
    about: (
      <>
        {by}
        <Time value={createdAt} now={now} />
      </>
    ),
  };
}

function decided(request: Tracked, viewer: TrackViewer, now: Date, action: ReactNode): Step {
  const { status, decision, reason, updatedAt } = request;
  const when = <Time value={decision?.at ?? updatedAt} now={now} />;
  if (status === 'pending') return waitingStep(request, viewer, now, action);
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
  const about = (
    <>
      {whoDecided(request)}
      {when}
    </>
  );
  if (status === 'declined') return { title: 'Declined', state: 'failed', about, children: <Reason>{reason}</Reason> };
  return { title: 'Approved', state: 'done', about };
}

function whoDecided({ decision, ruleName }: Tracked): string {
  if (decision?.via === 'auto') return ruleName ? `By the rule ${ruleName}, ` : 'Automatically, ';
  const by = decision?.by ? `By ${decision.by}` : '';
  if (decision?.via === 'third_party')
    return by ? `${by}, through the other system, ` : 'By the provider’s other system, ';
  return by && `${by}, `;
}

function Reason({ children }: { children: string }) {
  return (
    <p className="rounded-md bg-muted px-3 py-2 text-sm [overflow-wrap:anywhere] whitespace-pre-line">{children}</p>
  );
}

/** The old terms stay until the gateway has proven the new ones. */
function changed(request: Tracked, now: Date): Step {
  const about = <Time value={request.updatedAt} now={now} />;
  if (request.status === 'withdrawn') return withdrawn(request, now);
  if (request.status === 'fulfilled') return { title: 'The key has its new terms', state: 'done', about };
  if (request.status === 'approved') {
    return {
      title: 'The key is getting its new terms',
      state: 'current',
      about: 'Until the gateway has taken them, it works with the old ones.',
    };
  }
  return { title: 'Key', state: 'todo', about: 'After the approval the same key gets the new terms.' };
}

function withdrawn({ updatedAt, reason }: Tracked, now: Date): Step {
  return {
    title: 'The approval was withdrawn',
    state: 'failed',
    about: <Time value={updatedAt} now={now} />,
    children: reason && <Reason>{reason}</Reason>,
  };
}

function key(request: Tracked, viewer: TrackViewer, now: Date, action: ReactNode): Step {
  const { status, credential, delivery, claimEndsAt } = request;
  if (status === 'withdrawn') return withdrawn(request, now);
  if (status === 'pending' || !credential) return { title: 'Key', state: 'todo', about: toCome(delivery, viewer) };
  const about = (
    <>
      <Time value={credential.since} now={now} />
      {claimEndsAt && (
        <>
          . If nobody does, the approval ends on <Time value={claimEndsAt} now={now} format="day" />.
        </>
      )}
    </>
  );
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
  active: (lastFour) => ({
    title: lastFour ? `The key works: it ends in ${lastFour}` : 'The key works',
    state: 'done',
  }),
  revoking: () => ({ title: 'The key is being revoked', state: 'current' }),
  revoked: () => ({ title: 'The key was revoked', state: 'failed' }),
  failed: () => ({ title: 'The gateway refused the key', state: 'failed' }),
};
