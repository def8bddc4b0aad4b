import type { Metadata } from 'next';
import { type Branding, brandingChanges } from '@/core/branding/branding';
import { getBrandingSettings } from '@/core/branding/get-branding-settings';
import { imageHref } from '@/core/images/image-href';
import { can } from '@/core/policy';
import { requireAdmin } from '@/server/context';
import { SettingsFrame } from '../settings-frame';
import { BrandingForm } from './branding-form';
import { DraftCard } from './draft-card';
import { LogoCard } from './logo-card';

export const metadata: Metadata = { title: 'Branding' };

const PARTS: Record<keyof Branding, string> = {
  accent: 'the accent colour',
  logoImageId: 'the logo',
  headline: 'the headline',
  welcome: 'the welcome text',
  menuLinks: 'the menu',
  footerLinks: 'the footer',
  robots: 'robots.txt',
};

export default async function BrandingPage() {
  const ctx = await requireAdmin('/admin/settings/branding');
  const { portalName, live, draft, isDraftUnreadable, version, ...rest } = await getBrandingSettings(ctx);
  const mayChange = can(ctx.actor, 'settings.change');
  const { logoImageId, ...branding } = draft ?? live;
  const changed = draft ? Object.keys(brandingChanges(live, draft)).map((part) => PARTS[part as keyof Branding]) : [];
  return (
    <SettingsFrame
      title="Branding"
      description="How the portal looks, and what it says of itself. Nobody sees a draft before you publish it."
      mayChange={mayChange}
      isWide
    >
      {(draft || isDraftUnreadable) && (
        <DraftCard {...{ changed, version, mayChange }} isUnreadable={isDraftUnreadable} />
      )}
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <BrandingForm
          {...{ branding, version, mayChange }}
          defaultHeadline={`Build with ${portalName}`}
          defaultRobots={rest.defaultRobots}
          pages={rest.pages}
        />
        <LogoCard {...{ version, mayChange }} logoUrl={logoImageId === null ? null : imageHref(logoImageId, null)} />
      </div>
    </SettingsFrame>
  );
}
