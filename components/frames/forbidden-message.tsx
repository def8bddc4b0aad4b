import type { ReactNode } from 'react';
import { ButtonLink } from '../ui/button';
import { MessagePage } from './message-page';

/** 403: it exists, and this person may not open it. `asMain` only outside a frame. */
export function ForbiddenMessage({
  homeHref = '/',
  asMain = false,
  children,
}: {
  homeHref?: string;
  asMain?: boolean;
  /** Who may, when that helps: *Only super admins of Acme can invite people.* */
  children?: ReactNode;
}) {
  return (
    <MessagePage
      asMain={asMain}
      code="403"
      title="This is not yours to open"
      actions={
        <ButtonLink href={homeHref} variant="primary">
          Go to the home page
        </ButtonLink>
      }
    >
      <p>
        {children ?? 'Your account may not do this. Ask whoever runs the portal, or your organization’s super admin.'}
      </p>
    </MessagePage>
  );
}
