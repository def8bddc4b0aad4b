import { previewMarkdownAction } from '@/app/(admin)/admin/markdown/actions';
import { MarkdownField } from '@/components/forms/markdown-field';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';

type Props = { guide?: { title: string; slug: string; body: string } };

/** What a guide consists of. */
export function GuideFields({ guide }: Props) {
  return (
    <>
      <div className="grid gap-4 md:grid-cols-2">
        <Field name="title" label="Title">
          <Input defaultValue={guide?.title} maxLength={120} autoComplete="off" />
        </Field>
        <Field
          name="slug"
          label="Address"
          required={false}
          showOptional={!guide}
          hint={
            guide
              ? 'Links to the old address end when you change it.'
              : 'Its name in links; made of the title when you leave it empty.'
          }
        >
          <Input defaultValue={guide?.slug} maxLength={80} autoComplete="off" spellCheck={false} />
        </Field>
      </div>
      <MarkdownField
        name="body"
        label="Text"
        preview={previewMarkdownAction}
        defaultValue={guide?.body ?? ''}
        rows={18}
      />
    </>
  );
}
