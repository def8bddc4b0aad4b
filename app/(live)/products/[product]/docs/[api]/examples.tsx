import { CodeBlock } from '@/components/ui/code-block';
import type { BodyView, ExampleView, ResponseView } from '@/core/api-docs/operation-content';

/**
 * What a good answer looks like, or what a webhook sends: the document's own examples, or one made from the schema.
 */
export function Examples({
  responses = [],
  sent = null,
}: {
  responses?: readonly ResponseView[];
  sent?: BodyView | null;
}) {
  if (sent) return <Sent body={sent} />;
  const good = responses.find(({ status, media }) => /^(2|DEFAULT)/i.test(status) && firstExamples(media).length > 0);
  if (!good) return null;
  return (
    <div className="grid gap-4">
      {firstExamples(good.media).map((example) => (
        <CodeBlock
          key={example.name}
          className="example"
          code={example.text}
          label={`Example of the answer ${good.status} ${example.name}`.trim()}
          title={titleOf(good.status, example)}
        />
      ))}
    </div>
  );
}

function Sent({ body }: { body: BodyView }) {
  return (
    <div className="grid gap-4">
      {firstExamples(body.media).map((example) => (
        <CodeBlock
          key={example.name}
          className="example"
          code={example.text}
          label={`Example of what is sent ${example.name}`.trim()}
          title={example.isMade ? 'Made from the schema' : `Example ${example.name}`.trim()}
        />
      ))}
    </div>
  );
}

function firstExamples(media: ResponseView['media']): readonly ExampleView[] {
  return media.find(({ examples }) => examples.length > 0)?.examples.slice(0, 2) ?? [];
}

function titleOf(status: string, { name, isMade }: ExampleView): string {
  if (isMade) return `Answer ${status}, made from the schema`;
  return name === '' || name === 'default' ? `Answer ${status}` : `Answer ${status}: ${name}`;
}
