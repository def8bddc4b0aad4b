import { ButtonLink } from '../ui/button';
import { MessagePage } from './message-page';

/** 404: nothing here, or nothing that this person may see; both look the same. `asMain` only outside a frame. */
export function NotFoundMessage({ homeHref = '/', asMain = false }: { homeHref?: string; asMain?: boolean }) {
  return (
    <MessagePage
      asMain={asMain}
      code="404"
      title="Page not found"
      actions={
        <ButtonLink href={homeHref} variant="primary">
          Go to the home page
        </ButtonLink>
      }
    >
      <p>There is nothing at this address, or it is not for you to see. Check the address, or use another account.</p>
    </MessagePage>
  );
}
