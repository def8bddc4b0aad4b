import type { KeptReason } from '@/components/asking/reason-field';
import { RequestMessages } from '@/components/asking/request-messages';
import { Card } from '@/components/ui/card';
import type { Asked } from '@/core/access-requests/get-request';
import type { RequestMessage } from '@/core/access-requests/get-tracker';
import { AskForm } from './ask-form';

/** What was asked and answered, and the field for the next question while the request waits. */
export function MessagesCard({
  request,
  messages,
  questions,
  mayAsk,
  now,
}: {
  request: Asked;
  messages: readonly RequestMessage[];
  questions: readonly KeptReason[];
  mayAsk: boolean;
  now: Date;
}) {
  const isOpen = request.status === 'pending' && mayAsk;
  if (!isOpen && messages.length === 0) return null;
  return (
    <Card id="messages" title={messages.length > 0 ? 'Messages' : 'Needs information'}>
      <div className="grid gap-5">
        {messages.length > 0 && <RequestMessages messages={messages} viewer="provider" now={now} />}
        {isOpen && <AskForm requestId={request.id} version={request.version} questions={questions} />}
      </div>
    </Card>
  );
}
