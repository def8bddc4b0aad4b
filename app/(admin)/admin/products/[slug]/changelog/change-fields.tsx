import { previewMarkdownAction } from '@/app/(admin)/admin/markdown/actions';
import { MarkdownField } from '@/components/forms/markdown-field';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';

type Props = { change: { title: string; body: string; publishedOn: string } };

/** What an entry of a changelog consists of. */
export function ChangeFields({ change }: Props) {
  return (
    <>
      <div className="grid gap-4 md:grid-cols-[minmax(0,1fr)_12rem]">
        <Field name="title" label="What changed">
          <Input defaultValue={change.title} maxLength={160} autoComplete="off" />
        </Field>
        <Field name="publishedOn" label="Day">
          <Input type="date" defaultValue={change.publishedOn} />
        </Field>
      </div>
      <MarkdownField
        name="body"
        label="Details"
        required={false}
        preview={previewMarkdownAction}
        defaultValue={change.body}
        rows={6}
      />
    </>
  );
}
