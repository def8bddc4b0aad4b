import { RequestMessages } from '@/components/asking/request-messages';
import { ActionForm } from '@/components/ui/action-form';
import { Card } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { SubmitButton } from '@/components/ui/submit-button';
import { Textarea } from '@/components/ui/textarea';
import type { Asked } from '@/core/access-requests/get-request';
import type { Tracker } from '@/core/access-requests/get-tracker';
import { giveInformationAction } from '../actions';

/** What those who decide asked and were answered, and the field for the answer while the request waits. */
export function Messages({ request, tracker, now }: { request: Asked; tracker: Tracker; now: Date }) {
  const isOpen = request.status === 'pending';
  const { messages } = tracker;
  if (!isOpen && messages.length === 0) return null;
  return (
    <Card id="messages" title="Messages">
      <div className="grid gap-5">
        {messages.length > 0 && <RequestMessages messages={messages} viewer="developer" now={now} />}
        {isOpen && (
          <ActionForm action={giveInformationAction} hidden={{ requestId: request.id }} resetOnDone>
            <Field
              name="message"
              label={request.informationAskedAt ? 'Your answer' : 'Add something for those who decide'}
              hint="They read it with the request. It cannot be changed afterwards."
            >
              <Textarea rows={3} maxLength={4000} />
            </Field>
            <div>
              <SubmitButton variant={request.informationAskedAt ? 'primary' : 'secondary'}>
                {request.informationAskedAt ? 'Send answer' : 'Send message'}
              </SubmitButton>
            </div>
          </ActionForm>
        )}
      </div>
    </Card>
  );
}
