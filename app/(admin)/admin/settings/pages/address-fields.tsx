'use client';

import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Radio, RadioGroup } from '@/components/ui/radio-group';

type Props = { slug?: string; audience?: 'everybody' | 'signed_in' };

/** Where a page stands, and who may read it. */
export function AddressFields({ slug = '', audience = 'everybody' }: Props) {
  return (
    <>
      <Field name="slug" label="Address" hint="What follows /pages/. Small letters, digits and hyphens.">
        <Input defaultValue={slug} maxLength={60} spellCheck={false} placeholder="about" className="max-w-md" />
      </Field>
      <RadioGroup name="audience" label="Who may read it" defaultValue={audience}>
        <Radio value="everybody" label="Everybody" hint="Also where the portal is for signed-in people only." />
        <Radio value="signed_in" label="Signed-in people" hint="For everybody else the page does not exist." />
      </RadioGroup>
    </>
  );
}
