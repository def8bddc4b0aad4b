'use client';

import { MessagePage } from '@/components/frames/message-page';
import { Button, ButtonLink } from '@/components/ui/button';

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <MessagePage
      asMain
      code="500"
      title="Something went wrong on our side"
      actions={
        <>
          <Button variant="primary" onClick={reset}>
            Try again
          </Button>
          <ButtonLink href="/">Go to the home page</ButtonLink>
        </>
      }
    >
      <p>The fault was recorded. Try again; if it stays, tell whoever runs this portal.</p>
      {error.digest && (
        <p className="text-sm">
          Reference: <code>{error.digest}</code>
        </p>
      )}
    </MessagePage>
  );
}
