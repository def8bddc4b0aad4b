import { Badge, StatusBadge } from '@/components/ui/badge';

/** Whether a page is live, and whether there is a newer wording of it. */
export function PageState({ isPublished, hasDraft }: { isPublished: boolean; hasDraft: boolean }) {
  if (!isPublished) return <StatusBadge tone="neutral">Draft</StatusBadge>;
  return (
    <span className="inline-flex flex-wrap gap-1.5">
      <StatusBadge tone="success">Published</StatusBadge>
      {hasDraft && <Badge tone="warning">With a newer draft</Badge>}
    </span>
  );
}

/** Who may read a page, in words. */
export function audienceWords(audience: 'everybody' | 'signed_in'): string {
  return audience === 'everybody' ? 'Everybody' : 'Signed-in people';
}
