import { BookmarkPlus, X } from 'lucide-react';
import Link from 'next/link';
import { ActionForm } from '@/components/ui/action-form';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import type { InboxFilter } from '@/core/inbox/get-tools';
import { deleteInboxFilterAction, saveInboxFilterAction } from './inbox-actions';
import { INBOX_PATH } from './inbox-query';

/** The filters that the admin keeps, and the way to keep the one that is set. */
export function KeptFilters({
  kept,
  query,
  isKeepable,
}: {
  kept: readonly InboxFilter[];
  query: string;
  isKeepable: boolean;
}) {
  const isKept = kept.some((filter) => filter.query === query);
  if (kept.length === 0 && !isKeepable) return null;
  return (
    <div className="flex flex-wrap items-center gap-2">
      {kept.length > 0 && (
        <ul aria-label="Kept filters" className="flex flex-wrap gap-2">
          {kept.map((filter) => (
            <Kept key={filter.id} filter={filter} isCurrent={filter.query === query} />
          ))}
        </ul>
      )}
      {isKeepable && !isKept && <Keep query={query} />}
    </div>
  );
}

function Kept({ filter: { id, name, query }, isCurrent }: { filter: InboxFilter; isCurrent: boolean }) {
  return (
    <li
      className={`flex items-center rounded-full border pl-3 text-sm ${isCurrent ? 'border-accent-text bg-accent-soft' : 'border-line bg-surface'}`}
    >
      <Link href={`${INBOX_PATH}?${query}`} aria-current={isCurrent ? 'true' : undefined} className="py-1 font-medium">
        {name}
      </Link>
      <ActionForm action={deleteInboxFilterAction} hidden={{ filterId: id }} className="contents!">
        <SubmitButton
          variant="ghost"
          size="sm"
          aria-label={`Forget the filter ${name}`}
          className="btn-icon rounded-full"
        >
          <X aria-hidden="true" />
        </SubmitButton>
      </ActionForm>
    </li>
  );
}

function Keep({ query }: { query: string }) {
  return (
    <Dialog
      trigger="Keep this filter"
      triggerVariant="ghost"
      triggerSize="sm"
      triggerIcon={<BookmarkPlus aria-hidden="true" />}
      title="Keep this filter"
      description="It stands above the list from now on, for you alone."
    >
      <ActionForm action={saveInboxFilterAction} hidden={{ query }}>
        <Field name="name" label="Name" hint="One that you have under this name is replaced.">
          <Input maxLength={60} autoComplete="off" />
        </Field>
        <div className="flex justify-end">
          <SubmitButton>Save</SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  );
}
