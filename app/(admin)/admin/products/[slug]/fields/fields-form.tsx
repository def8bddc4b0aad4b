'use client';

import { useRef, useState } from 'react';
import { type AskedField, AskedFields } from '@/components/forms/asked-fields';
import { ActionForm } from '@/components/ui/action-form';
import { Card } from '@/components/ui/card';
import { SubmitButton } from '@/components/ui/submit-button';
import { QuestionEditor } from '../../../settings/question-editor';
import type { Question } from '../../../settings/question-row';
import { previewOf } from '../../../settings/sign-up/preview-of';
import { changeFieldsAction } from '../../actions';

type Props = {
  product: { id: string; version: number; requestFields: readonly Question[] };
  /** What the portal asks with every request. */
  askedOfAll: readonly AskedField[];
  mayChange: boolean;
};

/** What a request for this product is asked, and beside it the form that comes of it, as it is typed. */
export function FieldsForm({ product, askedOfAll, mayChange }: Props) {
  const [asked, setAsked] = useState<readonly AskedField[]>(product.requestFields);
  const editor = useRef<HTMLDivElement>(null);
  const look = () => {
    const form = editor.current?.querySelector('form');
    if (form) setAsked(previewOf(new FormData(form), 'requestFields'));
  };
  return (
    <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      {/* Listens to what is typed anywhere in the form, and is nothing to operate itself. */}
      <div ref={editor} onInput={look}>
        <ActionForm
          action={changeFieldsAction}
          hidden={{ productId: product.id, version: String(product.version) }}
          aria-label="Questions of this product"
        >
          <fieldset disabled={!mayChange} className="grid gap-6">
            {/* Drawn anew after a save: a question that was emptied is gone, and there is room for a new one. */}
            <QuestionEditor
              key={product.version}
              prefix="requestFields"
              title="Questions with a request for this product"
              description="Asked at the cart, after what is asked with every request. To remove one, empty its words."
              questions={product.requestFields}
              mayChange={mayChange}
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
      <aside aria-label="Preview" className="xl:sticky xl:top-6">
        <Card title="Preview" description="Whoever asks for this product answers:">
          <div className="grid gap-4">
            {asked.length + askedOfAll.length === 0 ? <p className="text-ink-muted">Nothing.</p> : null}
            <AskedFields fields={askedOfAll} prefix="always" />
            <AskedFields fields={asked} prefix="preview" />
          </div>
        </Card>
      </aside>
    </div>
  );
}
