'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';
import { ActionForm } from '@/components/ui/action-form';
import { Card } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { Textarea } from '@/components/ui/textarea';
import type { Preview } from '@/core/mail-templates/preview';
import { previewMailTemplateAction, saveMailTemplateAction } from '../actions';
import { MailPreview } from './mail-preview';

/** How long nobody has to type before the preview follows. */
const PAUSE_MS = 400;

type Props = {
  message: string;
  newest: number;
  wording: { subject: string; html: string; text: string };
  mayChange: boolean;
  initial: Preview;
  variables: ReactNode;
};

/** The wording of a mail beside what becomes of it. Who may only read gets the same page with nothing to press. */
export function WordingForm({ message, newest, wording, mayChange, initial, variables }: Props) {
  const { preview, follow } = usePreview(message, initial);
  return (
    <div className="grid items-start gap-4 xl:grid-cols-2">
      <Card title="Wording">
        <ActionForm
          action={saveMailTemplateAction}
          hidden={{ message, newest: String(newest) }}
          aria-label="Wording"
          onInput={(event) => follow(new FormData(event.currentTarget))}
        >
          <fieldset disabled={!mayChange} className="grid gap-4">
            <Field name="subject" label="Subject">
              <Input defaultValue={wording.subject} maxLength={200} />
            </Field>
            <Field name="html" label="HTML body" hint="The frame around it, with the name of the portal, stays.">
              <Textarea defaultValue={wording.html} rows={14} spellCheck={false} className="font-mono text-xs!" />
            </Field>
            <Field name="text" label="Text body" hint="For mail programs that show no HTML.">
              <Textarea defaultValue={wording.text} rows={12} spellCheck={false} className="font-mono text-xs!" />
            </Field>
            {mayChange && (
              <div className="flex flex-wrap gap-2">
                <SubmitButton name="button" value="save">
                  Save
                </SubmitButton>
                <SubmitButton name="button" value="test" variant="secondary">
                  Send me a test
                </SubmitButton>
              </div>
            )}
          </fieldset>
        </ActionForm>
      </Card>
      <div className="grid gap-4">
        <Card title="Preview" description="With sample values.">
          <div aria-live="polite">
            <MailPreview preview={preview} />
          </div>
        </Card>
        {variables}
      </div>
    </div>
  );
}

/** The preview of what was typed last; answers that come late are dropped. */
function usePreview(message: string, initial: Preview) {
  const [preview, setPreview] = useState(initial);
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);
  const asked = useRef(0);
  useEffect(() => {
    setPreview(initial);
    return () => clearTimeout(pause.current);
  }, [initial]);

  const follow = (typed: FormData) => {
    clearTimeout(pause.current);
    pause.current = setTimeout(async () => {
      asked.current += 1;
      const mine = asked.current;
      const part = (name: string) => String(typed.get(name) ?? '');
      const wording = { subject: part('subject'), html: part('html'), text: part('text') };
      const shown = await previewMailTemplateAction({ message, ...wording }).catch(() => null);
      if (shown && mine === asked.current) setPreview(shown);
    }, PAUSE_MS);
  };
  return { preview, follow };
}
