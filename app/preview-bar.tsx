import { Eye } from 'lucide-react';
import Link from 'next/link';
import { Button } from '@/components/ui/button';
import { stopPreviewAction } from './frame-actions';

/** Above every page while an admin looks at a draft of the branding: nobody else sees what they see. */
export function PreviewBar() {
  return (
    <section aria-label="Branding preview" className="border-line border-b bg-warning-soft text-sm text-warning">
      <div className="page-width flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-2">
        <p className="flex items-center gap-2">
          <Eye aria-hidden="true" className="size-4 flex-none" />
          <span>
            You see the draft of the branding. Nobody else does.{' '}
            <Link href="/admin/settings/branding" className="underline">
              Edit it
            </Link>
          </span>
        </p>
        <form action={stopPreviewAction}>
          <Button type="submit" size="sm">
            Stop the preview
          </Button>
        </form>
      </div>
    </section>
  );
}
