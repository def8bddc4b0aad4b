'use client';

import { Download } from 'lucide-react';
import { Alert } from '@/components/ui/alert';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import type { GatewayRefusal } from '@/core/try-it/read-refusal';
import type { TrialOutcome } from '@/core/try-it/send-trial';
import type { ShownAnswer } from '@/core/try-it/show-answer';

/** Where a trial is: nothing sent yet, on its way, or answered. */
export type Shown = { state: 'nothing' } | { state: 'under_way' } | { state: 'there'; outcome: TrialOutcome };

/** Characters that a page lays out at once; the rest is in the download. */
const SHOWN_MAX = 100_000;

/** What came back, in a place that has its height from the start. Everything is text: nothing of it can run. */
export function TryItAnswer({ shown }: { shown: Shown }) {
  return (
    <section aria-label="Answer" aria-live="polite" className="try-it-answer">
      {shown.state === 'nothing' && <p className="text-ink-muted">The answer appears here.</p>}
      {shown.state === 'under_way' && <p className="text-ink-muted">Waiting for the answer …</p>}
      {shown.state === 'there' && <Outcome outcome={shown.outcome} />}
    </section>
  );
}

function Outcome({ outcome }: { outcome: TrialOutcome }) {
  if (outcome.outcome === 'failed') {
    return (
      <Alert tone="danger" title="No answer">
        {outcome.reason}
      </Alert>
    );
  }
  const { answer, refusal } = outcome;
  return (
    <div className="grid min-w-0 content-start gap-4">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Badge tone={toneOf(answer.status)}>
          {answer.status} {answer.statusText}
        </Badge>
        <span className="text-ink-muted text-sm">
          {answer.ms} ms · {sizeOf(answer.bytes)}
          {answer.isCut && ' (cut there)'}
        </span>
      </p>
      {refusal && <Alert tone="warning">{REFUSALS[refusal]}</Alert>}
      <Body answer={answer} />
      <Headers headers={answer.headers} />
    </div>
  );
}

const REFUSALS: Record<Exclude<GatewayRefusal, null>, string> = {
  no_key: 'The gateway wants a key, and none came with this call. Choose one under Key.',
  disallowed: 'The gateway does not let this key in here. Press Test my key to learn why.',
  inactive: 'This key is suspended. Ask who runs the portal about it.',
  expired: 'This key has expired. Ask for access again.',
  rate: 'Too many calls in a short time. Wait a little, then send it again.',
  quota: 'The quota of this key is used up. Press Test my key to see when it renews.',
  not_loaded: 'The gateway does not serve this API now. Tell the provider.',
  api_down: 'The API behind the gateway does not answer. Try again later.',
};

function Body({ answer }: { answer: ShownAnswer }) {
  const { body, type } = answer;
  if (body.kind === 'empty') return <p className="text-ink-muted">The answer has no body.</p>;
  if (body.kind === 'bytes') {
    return (
      <div className="flex flex-wrap items-center gap-3">
        <p className="text-ink-muted">
          {type || 'Bytes without a type'}, {sizeOf(answer.bytes)}
        </p>
        <DownloadButton make={() => Uint8Array.from(atob(body.base64), (byte) => byte.charCodeAt(0))} />
      </div>
    );
  }
  const isLong = body.text.length > SHOWN_MAX;
  return (
    <figure aria-label="Body of the answer" className="code-block min-w-0">
      <figcaption className="code-head">
        <span className="min-w-0 truncate">{type || 'Body'}</span>
        <span className="flex gap-1">
          {isLong && <DownloadButton make={() => body.text} />}
          <CopyButton text={body.text} variant="ghost" label="Copy body" />
        </span>
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre tabIndex={0}>
        <code>{isLong ? `${body.text.slice(0, SHOWN_MAX)}\n… the rest is in the download` : body.text}</code>
      </pre>
    </figure>
  );
}

/** Saved as bytes without a type, so that no browser opens it as a page of the portal. */
function DownloadButton({ make }: { make: () => BlobPart }) {
  const save = () => {
    const href = URL.createObjectURL(new Blob([make()], { type: 'application/octet-stream' }));
    Object.assign(document.createElement('a'), { href, download: 'answer' }).click();
    URL.revokeObjectURL(href);
  };
  return (
    <Button size="sm" onClick={save}>
      <Download aria-hidden="true" className="size-4" />
      Download
    </Button>
  );
}

function Headers({ headers }: Pick<ShownAnswer, 'headers'>) {
  return (
    <details>
      <summary className="cursor-pointer text-ink-muted text-sm">
        {headers.length} {headers.length === 1 ? 'header' : 'headers'}
      </summary>
      <dl className="mt-2 grid gap-1 font-mono text-xs">
        {headers.map(([name, value], index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a name may come twice, and the list never changes
          <div key={index} className="[overflow-wrap:anywhere]">
            <dt className="inline text-ink-muted">{name}: </dt>
            <dd className="inline">{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function toneOf(status: number): 'success' | 'info' | 'warning' | 'danger' {
  if (status >= 500) return 'danger';
  if (status >= 400) return 'warning';
  return status >= 300 ? 'info' : 'success';
}

function sizeOf(bytes: number): string {
  return bytes < 1024 ? `${bytes} B` : `${(bytes / 1024).toFixed(1)} kB`;
}
