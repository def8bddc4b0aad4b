import { Eye } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { discardBrandingDraftAction, previewBrandingAction, publishBrandingAction } from './actions';

type Props = {
  /** Which parts are not as they are live. */
  changed: readonly string[];
  isUnreadable: boolean;
  version: number;
  mayChange: boolean;
};

/** What the draft would change, and the way to see it, to everybody, or to the bin. */
export function DraftCard({ changed, isUnreadable, version, mayChange }: Props) {
  const hidden = { version: String(version) };
  return (
    <Card
      title="There is a draft"
      headingLevel={2}
      description={isUnreadable ? 'It cannot be read and is not shown. Discard it.' : changeWords(changed)}
    >
      <div className="flex flex-wrap items-center gap-2">
        {!isUnreadable && (
          <form action={previewBrandingAction}>
            <Button type="submit">
              <Eye aria-hidden="true" />
              Preview
            </Button>
          </form>
        )}
        {mayChange && !isUnreadable && (
          <ConfirmDialog
            trigger="Publish"
            triggerVariant="primary"
            title="Publish the branding?"
            consequences={[changeWords(changed), 'Everybody sees it at once.']}
            confirmLabel="Publish the branding"
            confirmVariant="primary"
            action={publishBrandingAction}
            hidden={hidden}
          />
        )}
        {mayChange && (
          <ConfirmDialog
            trigger="Discard"
            title="Discard the draft?"
            consequences={['What is live stays as it is.']}
            confirmLabel="Discard the draft"
            action={discardBrandingDraftAction}
            hidden={hidden}
          />
        )}
      </div>
    </Card>
  );
}

function changeWords(changed: readonly string[]): string {
  if (changed.length === 0) return 'It is the same as what is live.';
  const [last = '', ...others] = [...changed].reverse();
  const list = others.length === 0 ? last : `${others.reverse().join(', ')} and ${last}`;
  return `It changes ${list}.`;
}
