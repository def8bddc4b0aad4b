'use client';

import { type ComponentProps, type ReactNode, useRef, useState } from 'react';
import { type AskedField, AskedFields } from '@/components/forms/asked-fields';
import { ActionForm } from '@/components/ui/action-form';
import { Card } from '@/components/ui/card';
import { SubmitButton } from '@/components/ui/submit-button';
import { QuestionEditor } from './question-editor';
import { previewOf } from './sign-up/preview-of';

type Props = {
  action: ComponentProps<typeof ActionForm>['action'];
  hidden: Readonly<Record<string, string>>;
  /** The form's name for those who hear it. */
  label: string;
  mayChange: boolean;
  /** The editor; drawn anew with each `version`. */
  editor: Omit<ComponentProps<typeof QuestionEditor>, 'mayChange' | 'onRows'> & { version: number };
  preview: {
    title: string;
    description: string;
    /** Where it stands while the form is scrolled. */
    className: string;
    /** What is asked besides, before these. */
    always?: readonly AskedField[];
    empty: string;
  };
  /** What else the form has, above the questions. */
  children?: ReactNode;
};

/**
 * A form with questions in it, and beside it what people will be asked, as it is typed. The preview is outside the form:
 * what is tried in it is not sent. Who may only read sees both, with nothing to press.
 */
export function QuestionsForm({ action, hidden, label, mayChange, editor, preview, children }: Props) {
  const { version, ...questions } = editor;
  const [asked, setAsked] = useState<readonly AskedField[]>(() =>
    editor.questions.filter(({ adminsOnly }) => !adminsOnly),
  );
  const around = useRef<HTMLDivElement>(null);
  const look = () => {
    const form = around.current?.querySelector('form');
    if (form) setAsked(previewOf(new FormData(form), editor.prefix));
  };
  return (
    <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      {/* Listens to what is typed anywhere in the form, and is nothing to operate itself. */}
      <div ref={around} onInput={look}>
        <ActionForm action={action} hidden={hidden} aria-label={label}>
          <fieldset disabled={!mayChange} className="grid gap-7">
            {children}
            {/* Drawn anew after a save: a question that was emptied is gone, and there is room for a new one. */}
            <QuestionEditor key={version} {...questions} mayChange={mayChange} onRows={look} />
            {mayChange && (
              <div>
                <SubmitButton>Save</SubmitButton>
              </div>
            )}
          </fieldset>
        </ActionForm>
      </div>
      <Preview {...preview} asked={asked} />
    </div>
  );
}

function Preview({
  asked,
  always = [],
  title,
  description,
  className,
  empty,
}: Props['preview'] & { asked: readonly AskedField[] }) {
  return (
    <aside aria-label="Preview" className={className}>
      <Card title={title} description={description}>
        <div className="grid gap-4">
          {asked.length + always.length === 0 ? <p className="text-ink-muted">{empty}</p> : null}
          <AskedFields fields={always} prefix="always" />
          <AskedFields fields={asked} prefix="preview" />
        </div>
      </Card>
    </aside>
  );
}
