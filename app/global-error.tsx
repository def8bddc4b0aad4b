'use client';

import './globals.css';
import { MessagePage } from '@/components/frames/message-page';

/** Stands in when even the layout failed, usually because the database cannot be reached: needs nothing but itself. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <title>Something went wrong</title>
        <MessagePage
          asMain
          code="500"
          title="The portal cannot answer right now"
          // An ordinary link: after this fault the page is loaded from the start.
          actions={
            <a href="/" className="btn btn-primary">
              Try again
            </a>
          }
        >
          <p>The fault was recorded. Try again in a minute; if it stays, tell whoever runs this portal.</p>
          {error.digest && (
            <p className="text-sm">
              Reference: <code>{error.digest}</code>
            </p>
          )}
        </MessagePage>
      </body>
    </html>
  );
}
