import { ActionForm } from '@/components/ui/action-form';
import { Card } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Logo } from '@/components/ui/logo';
import { SubmitButton } from '@/components/ui/submit-button';
import { removeLogoAction, uploadLogoAction } from './actions';

type Props = { logoUrl: string | null; version: number; mayChange: boolean };

/** The logo of the draft: it stands small, in a bar, in both themes. */
export function LogoCard({ logoUrl, version, mayChange }: Props) {
  const hidden = { version: String(version) };
  return (
    <Card title="Logo" headingLevel={2} description="At the top of every page, 28 pixels high, and on social cards.">
      <div className="grid gap-4">
        <div className="grid grid-cols-2 gap-3">
          <Sample theme="light" logoUrl={logoUrl} />
          <Sample theme="dark" logoUrl={logoUrl} />
        </div>
        {mayChange && (
          <ActionForm action={uploadLogoAction} hidden={hidden} aria-label="Upload a logo" resetOnDone>
            <Field
              name="file"
              label={logoUrl ? 'Another logo' : 'Logo file'}
              hint="PNG, JPEG, WebP or GIF, at most 2 MB. Without ground of its own it suits both themes."
            >
              <Input type="file" accept="image/png,image/jpeg,image/webp,image/gif" />
            </Field>
            <div>
              <SubmitButton variant="secondary">Upload to the draft</SubmitButton>
            </div>
          </ActionForm>
        )}
        {mayChange && logoUrl && (
          <ActionForm action={removeLogoAction} hidden={hidden} aria-label="Take the logo away">
            <div>
              <SubmitButton variant="ghost">Take the logo away</SubmitButton>
            </div>
          </ActionForm>
        )}
      </div>
    </Card>
  );
}

function Sample({ theme, logoUrl }: { theme: 'light' | 'dark'; logoUrl: string | null }) {
  return (
    <div
      // The grounds of the two themes, whichever the admin has chosen.
      style={{ background: theme === 'light' ? '#ffffff' : '#0e0f12' }}
      className="grid h-16 place-items-center overflow-hidden rounded-md border border-line px-3"
    >
      <span className="sr-only">{theme === 'light' ? 'In the light theme' : 'In the dark theme'}</span>
      <Logo {...(logoUrl !== null && { logoUrl })} />
    </div>
  );
}
