import { Alert } from '@/components/ui/alert';
import type { Preview } from '@/core/mail-templates/preview';
import { framedMail } from './framed-mail';

/** How the mail looks with the sample values: subject, HTML in a frame that can do nothing, and text. */
export function MailPreview({ preview }: { preview: Preview }) {
  const { message, problems } = preview;
  if (!message) {
    return (
      <Alert tone="warning" title="No preview">
        <ul className="grid gap-1">
          {problems?.map((problem) => (
            <li key={problem.part}>
              {PARTS[problem.part]}: {problem.message}
            </li>
          ))}
        </ul>
      </Alert>
    );
  }
  return (
    <div className="grid gap-3">
      <p>
        <span className="text-ink-muted text-sm">Subject</span>
        <br />
        <span className="font-medium [overflow-wrap:anywhere]">{message.subject}</span>
      </p>
      <iframe
        title="The HTML mail"
        sandbox=""
        srcDoc={framedMail(message.html)}
        className="h-[34rem] w-full rounded-lg border border-line bg-white"
      />
      <details>
        <summary className="cursor-pointer font-medium text-sm">The text mail</summary>
        <pre className="mt-2 whitespace-pre-wrap rounded-lg bg-muted p-3 text-xs [overflow-wrap:anywhere]">
          {message.text}
        </pre>
      </details>
    </div>
  );
}

const PARTS = { subject: 'Subject', html: 'HTML body', text: 'Text body' };
