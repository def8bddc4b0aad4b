'use client';

import { MarkdownField } from '@/components/forms/markdown-field';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { previewMarkdownAction } from '../../markdown/actions';

type Props = { title?: string; body?: string };

/** What a page says. */
export function WordsFields({ title = '', body = '' }: Props) {
  return (
    <>
      <Field name="title" label="Title">
        <Input defaultValue={title} maxLength={80} className="max-w-xl" />
      </Field>
      <MarkdownField
        name="body"
        label="Text"
        preview={previewMarkdownAction}
        defaultValue={body}
        rows={18}
        required={false}
      />
    </>
  );
}
