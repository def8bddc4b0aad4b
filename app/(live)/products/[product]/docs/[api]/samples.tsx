import { CodeBlock } from '@/components/ui/code-block';
import { makeSamples } from '@/core/api-docs/samples/make-samples';
import type { SampleRequest } from '@/core/api-docs/samples/sample-request';

/** The call in several languages; which one is shown is a choice of radio buttons, so it works without JavaScript. */
export function Samples({ request }: { request: SampleRequest }) {
  return (
    <fieldset className="samples">
      <legend className="sr-only">Language of the sample</legend>
      <div className="samples-tabs">
        {makeSamples(request).map(({ language, label }, index) => (
          <label key={language}>
            <input type="radio" name="sample" value={language} defaultChecked={index === 0} />
            {label}
          </label>
        ))}
      </div>
      {makeSamples(request).map(({ language, label, code }) => (
        <div key={language} data-sample={language}>
          <CodeBlock code={code} label={`Request with ${label}`} title="Request" />
        </div>
      ))}
    </fieldset>
  );
}
