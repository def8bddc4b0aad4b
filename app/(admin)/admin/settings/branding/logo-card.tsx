import { ActionForm } from '@/components/ui/action-form';
import { Card } from '@/components/ui/card';
import { Logo } from '@/components/ui/logo';
import { SubmitButton } from '@/components/ui/submit-button';
import { PictureForm } from '../../picture-form';
import { removeLogoAction } from './actions';

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
          <PictureForm
            action={`/admin/settings/branding/logo?version=${version}`}
            name="Logo"
            label="Picture"
            button="Upload logo"
            done="The draft has another logo."
          />
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
