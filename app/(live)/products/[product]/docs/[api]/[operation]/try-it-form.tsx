'use client';

import { Send } from 'lucide-react';
import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { CodeBlock } from '@/components/ui/code-block';
import { Skeleton } from '@/components/ui/skeleton';
import type { TrialForm } from '@/core/try-it/get-trial-form';
import { loadForm, type Reached, type Refused, send } from './trial-calls';
import { curlOf, readKey, readValues } from './trial-form-data';
import { type Shown, TryItAnswer } from './try-it-answer';
import { TryItFields } from './try-it-fields';
import { TryItKey } from './try-it-key';

type Place = { href: string; product: string; api: string };

/** Loads what there is to fill in, then shows it. */
export function TryItForm(place: Place) {
  const [form, setForm] = useState<Reached<TrialForm> | null>(null);
  useEffect(() => {
    let isStill = true;
    loadForm(place.href).then((loaded) => isStill && setForm(loaded));
    return () => {
      isStill = false;
    };
  }, [place.href]);
  if (!form) return <Skeleton className="h-96 w-full" />;
  if ('refused' in form) return <Alert tone="danger">{form.refused.message}</Alert>;
  return <FilledForm {...place} form={form.value} />;
}

function FilledForm({ form, href, product, api }: Place & { form: TrialForm }) {
  const element = useRef<HTMLFormElement>(null);
  const [curl, setCurl] = useState<string | null>(null);
  const [shown, setShown] = useState<Shown>({ state: 'nothing' });
  const [refused, setRefused] = useState<Refused | null>(null);

  const readAgain = () => element.current && setCurl(curlOf(form, new FormData(element.current)));
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the fields stand there with their examples
  useEffect(() => void readAgain(), []);

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (shown.state === 'under_way') return;
    const data = new FormData(event.currentTarget);
    setRefused(null);
    setShown({ state: 'under_way' });
    const reached = await send(href, { values: readValues(data), key: readKey(data) });
    if ('refused' in reached) {
      setRefused(reached.refused);
      setShown({ state: 'nothing' });
    } else setShown({ state: 'there', outcome: reached.value });
  };

  return (
    <form ref={element} className="try-it" onSubmit={submit} onInput={readAgain} onChange={readAgain} noValidate>
      <div className="grid min-w-0 content-start gap-5">
        {refused && (
          <Alert tone="danger" live>
            {Object.values(refused.fieldErrors).flat()[0] ?? refused.message}
          </Alert>
        )}
        <TryItKey form={form} product={product} api={api} onChange={readAgain} />
        <TryItFields form={form} errors={refused?.fieldErrors ?? {}} onChange={readAgain} />
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" variant="primary" aria-disabled={shown.state === 'under_way'}>
            <Send aria-hidden="true" className="size-4" />
            {shown.state === 'under_way' ? 'Sending' : 'Send'}
          </Button>
          <span className="text-ink-muted text-sm">The call counts against the limits of the key.</span>
        </div>
      </div>
      <div className="grid min-w-0 content-start gap-5">
        <CodeBlock
          code={curl ?? 'Fill in what is required to see the command.'}
          title="As a command"
          label="This call with curl"
          copyLabel="Copy as curl"
        />
        <TryItAnswer shown={shown} />
      </div>
    </form>
  );
}
