import { ActionForm } from '@/components/ui/action-form';
import { Checkbox } from '@/components/ui/checkbox';
import { SubmitButton } from '@/components/ui/submit-button';
import { publishChangeAction } from './actions';
import { ChangeFields } from './change-fields';

type Props = {
  productId: string;
  /** Drawn by the page, so that a form sent twice adds one entry. */
  changeId: string;
  /** `YYYY-MM-DD`. */
  today: string;
  /** How many would be told. */
  people: number;
  /** Whether developers can see the product at all. */
  isSeen: boolean;
};

/** Adds an entry, and has it announced if wanted: that can be chosen only now. */
export function PublishForm({ productId, changeId, today, people, isSeen }: Props) {
  return (
    <ActionForm action={publishChangeAction} hidden={{ productId, changeId }} resetOnDone>
      <ChangeFields change={{ title: '', body: '', publishedOn: today }} />
      {isSeen && people > 0 ? (
        <Checkbox
          name="isAnnounced"
          label={people === 1 ? 'Announce to 1 person' : `Announce to ${people} people`}
          hint="Who holds a key for this product or watches it gets a notification, and a mail unless they switched such mails off. This can be done only now: editing an entry never announces it."
        />
      ) : (
        <p className="text-ink-muted text-sm">
          {isSeen
            ? 'Nobody holds a key for this product or watches it, so there is nobody to tell.'
            : 'Developers cannot see this product, so nobody is told.'}
        </p>
      )}
      <div>
        <SubmitButton>Publish</SubmitButton>
      </div>
    </ActionForm>
  );
}
