import type { ReactNode } from 'react';
import type { Step } from '../ui/steps';
import { Time } from '../ui/time';
import type { Tracked, TrackViewer } from './request-steps';
import { usualWords } from './usual-words';

/** Who holds a request that waits, since when, how long that usually takes, and what happens then. */
export function waitingStep(request: Tracked, viewer: TrackViewer, now: Date, action: ReactNode): Step {
  if (request.informationAskedAt) return answerStep(request.informationAskedAt, viewer, now, action);
  const { decider, usualSeconds, nudgedAt } = request;
  return {
    title: decider === 'third_party' ? 'Waits for another system' : 'Waits for a decision',
    state: 'current',
    about: (
      <span className="grid gap-1">
        <span>{decider === 'third_party' ? otherSystem(request, viewer, now) : admins(request, viewer, now)}</span>
        {usualSeconds !== null && <span>Usually decided within {usualWords(usualSeconds)}.</span>}
        {nudgedAt && (
          <span>
            Reminded <Time value={nudgedAt} now={now} />.
          </span>
        )}
        <span>{whoIsTold(request, viewer)}</span>
      </span>
    ),
    ...(action ? { children: action } : {}),
  };
}

function answerStep(askedAt: Date, viewer: TrackViewer, now: Date, action: ReactNode): Step {
  return {
    title: viewer === 'admin' ? 'Waits for the developer’s answer' : 'Your answer is needed',
    state: 'current',
    about: (
      <>
        {viewer === 'admin' ? 'They were asked ' : 'Those who decide asked you '}
        <Time value={askedAt} now={now} />. It is decided after the answer.
      </>
    ),
    ...(action ? { children: action } : {}),
  };
}

function admins({ createdAt, assignee, assignedAt }: Tracked, viewer: TrackViewer, now: Date): ReactNode {
  if (viewer === 'admin' && assignee) {
    return (
      <>
        {assignee.name} takes care of it{' '}
        {assignedAt && (
          <>
            since <Time value={assignedAt} now={now} format="day" />
          </>
        )}
        .
      </>
    );
  }
  if (assignedAt) {
    return (
      <>
        One of the portal’s admins has taken it, <Time value={assignedAt} now={now} />.
      </>
    );
  }
  return (
    <>
      The portal’s admins have it since <Time value={createdAt} now={now} format="moment" />.
    </>
  );
}

function otherSystem({ createdAt, thirdPartyUntil }: Tracked, viewer: TrackViewer, now: Date): ReactNode {
  return (
    <>
      {viewer === 'admin' ? 'The other system' : 'Another system of the provider'} has it since{' '}
      <Time value={createdAt} now={now} format="moment" />.
      {thirdPartyUntil && (
        <>
          {' '}
          Without an answer the portal’s admins get it on <Time value={thirdPartyUntil} now={now} format="day" />.
        </>
      )}
    </>
  );
}

function whoIsTold({ requesterName }: Tracked, viewer: TrackViewer): string {
  const who = viewer === 'requester' ? 'You get' : `${requesterName ?? 'Whoever asked'} gets`;
  return `${who} a mail when it is decided.`;
}
