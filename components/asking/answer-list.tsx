import { Facts } from '../ui/facts';

/** An answer with the question as it was asked, whatever is asked today. */
export type Answered = { label: string; kind: string; value: string };

/** Answers to key-request fields, under the questions as they were asked. */
export function AnswerList({ answers }: { answers: readonly Answered[] }) {
  return (
    <Facts
      facts={answers.map((answer) => ({
        label: answer.label,
        value: <span className="whitespace-pre-line [overflow-wrap:anywhere]">{valueWords(answer)}</span>,
      }))}
    />
  );
}

function valueWords({ kind, value }: Answered): string {
  if (kind !== 'yes_no') return value;
  return value === 'yes' ? 'Yes' : 'No';
}
