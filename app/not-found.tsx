import type { Metadata } from 'next';
import { MessagePage } from '@/components/frames/message-page';
import { ButtonLink } from '@/components/ui/button';

export const metadata: Metadata = { title: 'Page not found' };

export default function NotFound() {
  return (
    <MessagePage
      asMain
      code="404"
      title="Page not found"
      actions={
        <>
          <ButtonLink href="/" variant="primary">
            Go to the home page
          </ButtonLink>
          <ButtonLink href="/catalogs">Browse the catalogs</ButtonLink>
        </>
      }
    >
      <p>
        There is nothing at this address, or it is not for you to see. Check the address, or log in with another
        account.
      </p>
    </MessagePage>
  );
}
