import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Radio, RadioGroup } from '@/components/ui/radio-group';
import { Textarea } from '@/components/ui/textarea';
import { VISIBILITY_WORDS } from './sight-words';

const VISIBILITIES = ['public', 'internal', 'private'] as const;

type Given = { name: string; slug: string; description: string; visibility: (typeof VISIBILITIES)[number] };

/** What a catalog is called, where it stands, and for whom it is. Empty for a new one. */
export function CatalogFields({ catalog }: { catalog?: Given }) {
  return (
    <>
      <Field name="name" label="Name" hint="As developers read it.">
        <Input maxLength={120} autoComplete="off" defaultValue={catalog?.name} />
      </Field>
      <Field
        name="slug"
        label="Address"
        required={catalog !== undefined}
        hint={
          catalog
            ? `Stands in /catalogs/${catalog.slug}. Links to the old address stop working.`
            : 'Stands behind /catalogs/. Left empty, it is made from the name.'
        }
      >
        <Input maxLength={80} autoComplete="off" spellCheck={false} defaultValue={catalog?.slug} />
      </Field>
      <Field name="description" label="Description" required={false} hint="One or two sentences below the name.">
        <Textarea rows={3} maxLength={600} defaultValue={catalog?.description} />
      </Field>
      <RadioGroup name="visibility" label="Who may see it" defaultValue={catalog?.visibility ?? 'private'}>
        {VISIBILITIES.map((visibility) => (
          <Radio
            key={visibility}
            value={visibility}
            label={VISIBILITY_WORDS[visibility].label}
            hint={VISIBILITY_WORDS[visibility].about}
          />
        ))}
      </RadioGroup>
    </>
  );
}
