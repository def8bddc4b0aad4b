'use client';

import { MarkdownField } from '@/components/forms/markdown-field';
import { ActionForm } from '@/components/ui/action-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { Textarea } from '@/components/ui/textarea';
import { previewMarkdownAction } from '../../markdown/actions';
import { AccentField } from './accent-field';
import { saveBrandingDraftAction } from './actions';
import { LinkEditor } from './link-editor';

type Link = { label: string; href: string };
type Words = {
  accent: string;
  headline: string;
  welcome: string;
  menuLinks: readonly Link[];
  footerLinks: readonly Link[];
  robots: string;
};

type Props = {
  branding: Words;
  /** What stands in the large words while the field is empty. */
  defaultHeadline: string;
  defaultRobots: string;
  pages: readonly { href: string; title: string }[];
  version: number;
  mayChange: boolean;
};

const PLACES = 'places-to-link-to';

/** Everything that the branding says. Saving changes the draft only. */
export function BrandingForm({ branding, defaultHeadline, defaultRobots, pages, version, mayChange }: Props) {
  return (
    <ActionForm action={saveBrandingDraftAction} hidden={{ version: String(version) }} aria-label="Branding">
      {/* Drawn anew after a save, which drops empty rows. */}
      <fieldset key={version} disabled={!mayChange} className="grid gap-7">
        <AccentField accent={branding.accent} />
        <Field name="headline" label="Headline" hint="The large words of the first page for visitors." required={false}>
          <Input defaultValue={branding.headline} maxLength={80} placeholder={defaultHeadline} />
        </Field>
        <MarkdownField
          name="welcome"
          label="Welcome text"
          hint="Markdown, below the headline. A sentence or two; longer texts belong on a page."
          preview={previewMarkdownAction}
          required={false}
          defaultValue={branding.welcome}
          rows={5}
        />
        <LinkEditor
          prefix="menuLinks"
          legend="Menu"
          hint="Beside the portal’s own entries at the top. At most 8."
          links={branding.menuLinks}
          max={8}
          {...{ mayChange }}
          suggestions={PLACES}
        />
        <LinkEditor
          prefix="footerLinks"
          legend="Footer"
          hint="At the bottom of every page. At most 12. Without any, the footer lists your published pages."
          links={branding.footerLinks}
          max={12}
          {...{ mayChange }}
          suggestions={PLACES}
        />
        <RobotsField text={branding.robots} placeholder={defaultRobots} />
        <Places pages={pages} />
        {mayChange && (
          <div>
            <SubmitButton>Save the draft</SubmitButton>
          </div>
        )}
      </fieldset>
    </ActionForm>
  );
}

function RobotsField({ text, placeholder }: { text: string; placeholder: string }) {
  return (
    <Field
      name="robots"
      label="robots.txt"
      hint="What search engines may read. Empty: everything that anybody may see, as shown. A portal for signed-in people always asks them to stay away."
      required={false}
    >
      <Textarea
        defaultValue={text}
        rows={8}
        maxLength={2048}
        spellCheck={false}
        placeholder={placeholder}
        className="font-mono text-sm"
      />
    </Field>
  );
}

/** What both editors of links suggest. */
function Places({ pages }: Pick<Props, 'pages'>) {
  return (
    <datalist id={PLACES}>
      {[{ href: '/', title: 'Home' }, { href: '/catalogs', title: 'Catalogs' }, ...pages].map(({ href, title }) => (
        <option key={href} value={href}>
          {title}
        </option>
      ))}
    </datalist>
  );
}
