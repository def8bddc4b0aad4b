'use client';

import { ActionForm } from '@/components/ui/action-form';
import { Alert } from '@/components/ui/alert';
import { CodeBlock } from '@/components/ui/code-block';
import { CopyField } from '@/components/ui/copy-field';
import { SubmitButton } from '@/components/ui/submit-button';
import type { FormAction, ShownKey } from '@/core/form-state';

type Props = {
  action: FormAction;
  /** The link's token, or the credential's id. */
  hidden: Record<string, string>;
  /** Null when there is nothing to press any more: what was shown stays until the person leaves the page. */
  label: 'Generate key' | 'Reveal key' | null;
  variant?: 'primary' | 'secondary';
  /** Where the key can be found again. */
  appHref: string;
};

/** One button, and in its place the key that it brought. The key lives in this form's state and nowhere else. */
export function KeyForm({ action, hidden, label, variant = 'primary', appHref }: Props) {
  return (
    <ActionForm action={action} hidden={hidden} confirm="none" className="min-w-0">
      {(state) =>
        state.status === 'done' && state.shownKey ? (
          <KeyPanel shown={state.shownKey} appHref={appHref} />
        ) : (
          <>
            {state.status === 'done' && label !== 'Reveal key' && (
              <Alert tone="info" live>
                {state.message}
              </Alert>
            )}
            {label && (
              <div>
                <SubmitButton variant={variant}>
                  {state.status === 'done' && label === 'Generate key' ? 'Look again' : label}
                </SubmitButton>
              </div>
            )}
          </>
        )
      }
    </ActionForm>
  );
}

function KeyPanel({ shown, appHref }: { shown: ShownKey; appHref: string }) {
  return (
    <div className="grid min-w-0 gap-4">
      {shown.isOnlyTime && (
        <Alert tone="warning" title="This is the only time that the key is shown">
          The portal keeps no copy. Store it before you leave this page.
        </Alert>
      )}
      <CopyField label="API key" value={shown.key} copyLabel="Copy key" />
      {shown.curl && (
        <CodeBlock code={shown.curl} title="Call it now" label="Call with curl" copyLabel="Copy command" />
      )}
      <p className="text-ink-muted text-sm">
        Keep it secret: whoever has it calls as you.{' '}
        {!shown.isOnlyTime && (
          <>
            You find it again on{' '}
            <a className="link" href={appHref}>
              the app’s page
            </a>
            .
          </>
        )}
      </p>
    </div>
  );
}
