'use client';

import { useRef, useState } from 'react';
import { type AskedField, AskedFields } from '@/components/forms/asked-fields';
import { ActionForm } from '@/components/ui/action-form';
import { Card } from '@/components/ui/card';
import { SubmitButton } from '@/components/ui/submit-button';
import { QuestionEditor } from '../question-editor';
import type { Question } from '../question-row';
import { changeSignUpSettingsAction } from './actions';
import { previewOf } from './preview-of';

type SignUpSettings = {
  signUpFields: readonly Question[];
  answeredBy: Readonly<Record<string, number>>;
  version: number;
};

/** The sign-up fields, and beside them the form that comes of it, as it is typed. Who may only read sees both. */
export function SignUpForm({ settings, mayChange }: { settings: SignUpSettings; mayChange: boolean }) {
  const [asked, setAsked] = useState<readonly AskedField[]>(() =>
    settings.signUpFields.filter(({ adminsOnly }) => !adminsOnly),
  );
  const editor = useRef<HTMLDivElement>(null);
  const look = () => {
    const form = editor.current?.querySelector('form');
    if (form) setAsked(previewOf(new FormData(form)));
  };
  return (
    <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      {/* Listens to what is typed anywhere in the form, and is nothing to operate itself. */}
      <div ref={editor} onInput={look}>
        <ActionForm
          action={changeSignUpSettingsAction}
          hidden={{ version: String(settings.version) }}
          aria-label="Sign-up fields"
        >
          <fieldset disabled={!mayChange} className="grid gap-6">
            {/* Drawn anew after a save: a question that was emptied is gone, and there is room for a new one. */}
            <QuestionEditor
              key={settings.version}
              prefix="signUpFields"
              title="Sign-up fields"
              description="Asked at registration; people change their answers on their profile. To remove one, empty its words."
              questions={settings.signUpFields}
              mayChange={mayChange}
              answeredBy={settings.answeredBy}
              onRows={look}
            />
            {mayChange && (
              <div>
                <SubmitButton>Save</SubmitButton>
              </div>
            )}
          </fieldset>
        </ActionForm>
      </div>
      <Preview asked={asked} />
    </div>
  );
}

/** Outside the form: what is tried in it is not sent. */
function Preview({ asked }: { asked: readonly AskedField[] }) {
  return (
    <aside aria-label="Preview" className="xl:sticky xl:top-6">
      <Card title="Preview" description="Between the password and the invite code, people are asked:">
        <div className="grid gap-4">
          {asked.length === 0 ? <p className="text-ink-muted">Nothing more.</p> : null}
          <AskedFields fields={asked} prefix="preview" />
        </div>
      </Card>
    </aside>
  );
}
