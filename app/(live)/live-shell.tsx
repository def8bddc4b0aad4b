import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { stopViewingAction } from '@/app/(admin)/admin/view-as/actions';
import { chooseThemeAction, logOutAction } from '@/app/frame-actions';
import type { FrameLink, Person } from '@/components/frames/account-menu';
import { DemoBanner } from '@/components/frames/demo-banner';
import { LiveFrame } from '@/components/frames/live-frame';
import { ViewBanner } from '@/components/frames/view-banner';
import { readTheme } from '@/components/theme/read-theme';
import { type Actor, isActiveAdmin, isActiveDeveloper } from '@/core/identity/actor';
import { countForFrame } from '@/core/notifications/count-for-frame';
import { loadBrand } from '@/server/brand';
import { getContext, loadView } from '@/server/context';
import { isDemo } from '@/server/demo';

/** The live portal around a page, for whoever looks at it. It hides what somebody may not open; it protects nothing. */
export async function LiveShell({ children }: { children: ReactNode }) {
  const ctx = await getContext();
  const [brand, jar, counts] = await Promise.all([
    loadBrand(),
    cookies(),
    isActive(ctx.actor) ? countForFrame(ctx) : null,
  ]);
  // Nothing leads a stranger on but the login; the terms alone may be read.
  const isClosed = brand.signedInOnly && !isActive(ctx.actor);
  return (
    <LiveFrame
      brand={brand}
      nav={isClosed ? [] : navigation(ctx.actor, brand.organizationsMayRegister)}
      person={personOf(ctx.actor)}
      accountLinks={accountLinks(ctx.actor)}
      cartCount={isActiveDeveloper(ctx.actor) ? (counts?.cart ?? 0) : null}
      unread={counts?.unread ?? null}
      search={!isClosed}
      theme={readTheme(jar.get('theme')?.value)}
      themeAction={chooseThemeAction}
      logOutAction={logOutAction}
      menuLinks={brand.menuLinks}
      footerLinks={isClosed ? footerLinks(brand) : [...footerLinks(brand), FOUND_KEY]}
      banner={<Banners />}
    >
      {children}
    </LiveFrame>
  );
}

/** What stands above every page: that nothing here is real, and whose eyes an admin looks through. */
async function Banners() {
  const view = await loadView();
  return (
    <>
      {isDemo() && <DemoBanner />}
      {view && <ViewBanner name={view.name} minutesLeft={view.minutesLeft} stopAction={stopViewingAction} />}
    </>
  );
}

/** Whoever stumbles over a key has to find the place to say so. */
const FOUND_KEY: FrameLink = { href: '/keys/found', label: 'Report a found key' };

/** The provider's own, and the terms, unless one of those leads there already. */
function footerLinks({
  footerLinks,
  hasTerms,
}: {
  footerLinks: readonly FrameLink[];
  hasTerms: boolean;
}): readonly FrameLink[] {
  const isThere = footerLinks.some(({ href }) => href === '/terms');
  return hasTerms && !isThere ? [...footerLinks, { href: '/terms', label: 'Terms' }] : footerLinks;
}

function isActive(actor: Actor): boolean {
  return isActiveDeveloper(actor) || isActiveAdmin(actor);
}

function navigation(actor: Actor, mayFound: boolean): FrameLink[] {
  const catalogs = { href: '/catalogs', label: 'Catalogs' };
  if (!isActiveDeveloper(actor)) return [catalogs];
  const links = [catalogs, { href: '/apps', label: 'My apps' }, { href: '/requests', label: 'Requests' }];
  if (!actor.organization.isDefault) return [...links, { href: '/organization', label: 'Organization' }];
  return mayFound ? [...links, { href: '/organization/new', label: 'Create an organization' }] : links;
}

function accountLinks(actor: Actor): FrameLink[] {
  if (isActiveAdmin(actor))
    return [
      { href: '/admin', label: 'Admin portal' },
      { href: '/profile', label: 'Profile' },
    ];
  return isActiveDeveloper(actor) ? [{ href: '/profile', label: 'Profile' }] : [];
}

function personOf(actor: Actor): Person | null {
  if (actor.kind !== 'developer' && actor.kind !== 'admin') return null;
  const name = `${actor.firstName} ${actor.lastName}`;
  const isShared = actor.kind === 'developer' && !actor.organization.isDefault;
  return { name, email: actor.email, organizationName: isShared ? actor.organization.name : null };
}
