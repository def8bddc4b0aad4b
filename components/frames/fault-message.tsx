import { Button, ButtonLink } from '../ui/button';
import { MessagePage } from './message-page';

/** 500: a fault, already in the log. For `error.tsx` of a frame; `asMain` only outside a frame. */
export function FaultMessage({
  digest,
  onRetry,
  homeHref = '/',
  asMain = false,
}: {
  /** The fault's reference, as Next gives it: whoever runs the portal finds it in the log. */
  digest?: string | undefined;
  onRetry: () => void;
  homeHref?: string;
  asMain?: boolean;
}) {
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
