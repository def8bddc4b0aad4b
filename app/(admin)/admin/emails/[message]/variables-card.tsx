import { Card } from '@/components/ui/card';

/** What a wording may print, and what it may be made of. */
export function VariablesCard({ variables }: { variables: readonly { name: string; sample: string }[] }) {
  return (
    <Card title="Variables" description="Write them in double braces. Each is escaped; links cannot be changed.">
      <dl className="grid gap-2 text-sm">
        {[...variables, { name: 'portalName', sample: 'The name of the portal' }].map(({ name, sample }) => (
          <div key={name} className="grid gap-x-4 sm:grid-cols-[minmax(10rem,auto)_1fr]">
            <dt>
              <code>{`{{ ${name} }}`}</code>
            </dt>
            <dd className="text-ink-muted [overflow-wrap:anywhere]">{sample}</dd>
          </div>
        ))}
      </dl>
      <details className="mt-4 text-sm">
        <summary className="cursor-pointer font-medium">What else you can write</summary>
        <ul className="mt-2 grid gap-1.5 text-ink-muted">
          <li>
            <code>{'{{ link | button: "Open" }}'}</code> makes a button, <code>{'{{ link | link: "Open" }}'}</code> a
            line with the address.
          </li>
          <li>
            <code>{'{{ name | fact: "Name" }}'}</code> makes a labelled line,{' '}
            <code>{'{{ reason | quote: "Reason" }}'}</code> a quotation; both leave out what is empty.{' '}
            <code>{'{{ days | count: "day" }}'}</code> says <i>1 day</i> or <i>7 days</i>.
          </li>
          <li>
            <code>{'{% if reason == "" %} … {% else %} … {% endif %}'}</code>, <code>unless</code> and <code>case</code>
            .
          </li>
          <li>In HTML: headings, paragraphs, lists, bold, italic and code, without attributes.</li>
        </ul>
      </details>
    </Card>
  );
}
