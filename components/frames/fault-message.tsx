import { Button, ButtonLink } from '../ui/button';
import { MessagePage } from './message-page';

/** 500: a fault, already in the log. For `error.tsx` of a frame; `asMain` only outside a frame. */
export function FaultMessage({
  digest,
  onRetry,
  homeHref = '/',
  asMain = false,
  isOutdated = false,
}: {
  /** The fault's reference, as Next gives it: whoever runs the portal finds it in the log. */
  digest?: string | undefined;
  onRetry: () => void;
  homeHref?: string;
  asMain?: boolean;
  /** The page was loaded before the portal was updated, and what was pressed is not there any more: nothing was done. */
  isOutdated?: boolean;
}) {
  if (isOutdated) return <OutdatedMessage asMain={asMain} />;
  return (
    <MessagePage
      asMain={asMain}
      code="500"
      title="Something went wrong on our side"
      actions={
        <>
          <Button variant="primary" onClick={onRetry}>
            Try again
          </Button>
          <ButtonLink href={homeHref}>Go to the home page</ButtonLink>
        </>
      }
    >
      <p>The fault was recorded. Try again; if it stays, tell whoever runs this portal.</p>
      {digest && (
        <p className="text-sm">
          Reference: <code>{digest}</code>
        </p>
      )}
    </MessagePage>
  );
}

/** In place of a fault: the page as it is now is one click away. */
function OutdatedMessage({ asMain }: { asMain: boolean }) {
  return (
    <MessagePage
      asMain={asMain}
      title="The portal was updated"
      actions={
        <Button variant="primary" onClick={() => window.location.reload()}>
          Load the page again
        </Button>
      }
    >
      <p>You opened this page before the update, and nothing was done. Load it again, then repeat your last step.</p>
    </MessagePage>
  );
}
