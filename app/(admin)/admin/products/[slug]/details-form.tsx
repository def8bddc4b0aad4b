'use client';

import { previewMarkdownAction } from '@/app/(admin)/admin/markdown/actions';
import { MarkdownField } from '@/components/forms/markdown-field';
import { ActionForm } from '@/components/ui/action-form';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { Textarea } from '@/components/ui/textarea';
import { changeDetailsAction } from '../actions';

type Details = {
  id: string;
  version: number;
  slug: string;
  name: string;
  summary: string;
  description: string;
  tags: string;
  isFeatured: boolean;
};

/** How a product presents itself. Who may only read gets it with nothing to press. */
export function DetailsForm({ product, mayChange }: { product: Details; mayChange: boolean }) {
  return (
    <ActionForm
      action={changeDetailsAction}
      hidden={{ productId: product.id, version: String(product.version), oldSlug: product.slug }}
      aria-label="Details"
    >
      <fieldset disabled={!mayChange} className="grid gap-4">
        <Field name="name" label="Display name">
          <Input defaultValue={product.name} maxLength={120} />
        </Field>
        <Field
          name="slug"
          label="Address"
          hint={`The last part of /products/${product.slug}. When it changes, all old addresses of the product lead nowhere.`}
        >
          <Input defaultValue={product.slug} maxLength={80} spellCheck={false} className="font-mono" />
        </Field>
        <Field name="summary" label="Summary" required={false} hint="A sentence or two, for cards and search results.">
          <Textarea rows={2} defaultValue={product.summary} maxLength={300} />
        </Field>
        <MarkdownField
          name="description"
          label="Description"
          preview={previewMarkdownAction}
          required={false}
          defaultValue={product.description}
          rows={12}
        />
        <Field name="tags" label="Tags" required={false} hint="Separated by commas, such as payments, open banking.">
          <Input defaultValue={product.tags} maxLength={600} />
        </Field>
        <Checkbox
          name="isFeatured"
          label="Featured"
          hint="Stands on the first page and first in lists."
          defaultChecked={product.isFeatured}
        />
        {mayChange && (
          <div>
            <SubmitButton>Save</SubmitButton>
          </div>
        )}
      </fieldset>
    </ActionForm>
  );
}
