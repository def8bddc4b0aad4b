import { Menu as MenuIcon, ShoppingCart, X } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { ButtonLink } from '../ui/button';
import { ClosePopovers } from '../ui/close-popovers';
import { Logo } from '../ui/logo';
import { NavLink } from '../ui/nav-link';
import { type Theme, ThemeSwitch } from '../ui/theme-switch';
import { AccountMenu, type FrameLink, type Person, type PlainAction } from './account-menu';
import { BellLink } from './bell-link';
import { LiveSearch, SearchField } from './live-search';
import { FooterLinks, ProviderLink, ProviderMenu } from './provider-links';
import { SkipLink } from './skip-link';

/** What the frame shows of the provider; without a logo the name stands alone. */
export type Brand = { portalName: string; logoUrl?: string | null };

type Props = {
  brand: Brand;
  /** Catalogs, My apps, Requests …: those that the person may open. */
  nav: readonly FrameLink[];
  /** Null for a visitor, who sees Log in and Register instead. */
  person: Person | null;
  accountLinks?: readonly FrameLink[];
  /** The provider's own links, beside the portal's. */
  menuLinks?: readonly FrameLink[];
  /** How many products are in the cart; null leaves the cart out. */
  cartCount: number | null;
  /** How many notifications are unread; null leaves the bell out. */
  unread?: number | null;
  /** Shows the search field, which asks `/search?q=`. */
  search?: boolean;
  theme: Theme;
  themeAction: PlainAction;
  logOutAction: PlainAction;
  /** `DemoBanner`, when it is one. */
  banner?: ReactNode;
  footerLinks?: readonly FrameLink[];
  children: ReactNode;
};

/** The live portal around a page: brand, navigation, search, cart, account; everything works without JavaScript. */
export function LiveFrame(props: Props) {
  const {
    brand,
    nav,
    person,
    search = false,
    banner,
    theme,
    themeAction,
    menuLinks = [],
    footerLinks = [],
    children,
  } = props;
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      {banner}
      <header className="live-header">
        <div className="page-width flex h-16 items-center gap-2">
          <MobileNav {...props} />
          <BrandLink brand={brand} isShort={props.person !== null} />
          <nav aria-label="Main" className="ml-4 hidden items-center gap-0.5 lg:flex">
            {nav.map((link) => (
              <NavLink key={link.href} href={link.href} exact={link.exact ?? false} className="top-link relative">
                {link.label}
              </NavLink>
            ))}
            <ProviderMenu links={menuLinks} besides={nav.length} />
          </nav>
          <div className="ml-auto flex items-center gap-1.5">
            {search && <LiveSearch {...props} />}
            <Tools {...props} />
          </div>
        </div>
      </header>
      <main id="main" tabIndex={-1} className="page-width flex-1 py-8 outline-none sm:py-10">
        {children}
      </main>
      <footer data-frame className="mt-8 border-line border-t">
        <div className="page-width flex flex-wrap items-center justify-between gap-x-8 gap-y-4 py-6 text-ink-muted text-sm">
          <p>{brand.portalName}</p>
          <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
            <FooterLinks links={footerLinks} />
            {!person && <ThemeSwitch theme={theme} action={themeAction} />}
          </div>
        </div>
      </footer>
      <ClosePopovers />
    </div>
  );
}

/** `isShort`: on a phone, where cart, bell and account need the room, the logo says it alone. */
function BrandLink({ brand, isShort = false }: { brand: Brand; isShort?: boolean }) {
  return (
    <Link href="/" className="flex min-w-0 items-center gap-2.5 font-semibold tracking-tight">
      <Logo {...(brand.logoUrl && { logoUrl: brand.logoUrl })} />
      <span className={`truncate ${isShort ? 'max-sm:sr-only' : ''}`}>{brand.portalName}</span>
    </Link>
  );
}

function Tools({ person, cartCount, unread = null, accountLinks = [], theme, themeAction, logOutAction }: Props) {
  return (
    <>
      {cartCount !== null && (
        <Link
          href="/cart"
          className="btn btn-ghost px-2.5!"
          aria-label={`Cart, ${cartCount} ${cartCount === 1 ? 'product' : 'products'}`}
        >
          <ShoppingCart aria-hidden="true" />
          {cartCount > 0 && <span className="count bg-accent! text-accent-ink!">{cartCount}</span>}
        </Link>
      )}
      {unread !== null && <BellLink unread={unread} />}
      {person ? (
        <AccountMenu
          person={person}
          links={accountLinks}
          theme={theme}
          themeAction={themeAction}
          logOutAction={logOutAction}
        />
      ) : (
        <>
          <ButtonLink href="/auth/login" variant="ghost" size="sm">
            Log in
          </ButtonLink>
          <ButtonLink href="/auth/register" variant="primary" size="sm" className="max-sm:hidden">
            Register
          </ButtonLink>
        </>
      )}
    </>
  );
}

function MobileNav({ brand, nav, person, menuLinks = [], search = false }: Props) {
  return (
    <div className="lg:hidden">
      <button type="button" popoverTarget="mobile-nav" aria-label="Menu" className="btn btn-ghost btn-icon -ml-2">
        <MenuIcon aria-hidden="true" />
      </button>
      <div id="mobile-nav" popover="auto" className="mobile-nav">
        <div className="mb-3 flex items-center justify-between gap-2">
          <BrandLink brand={brand} />
          <button
            type="button"
            popoverTarget="mobile-nav"
            popoverTargetAction="hide"
            aria-label="Close menu"
            className="btn btn-ghost btn-icon -mr-2"
          >
            <X aria-hidden="true" />
          </button>
        </div>
        {search && <SearchField id="mobile-search" className="mb-3 [&_.input]:w-full" />}
        <nav aria-label="Main, small screen" className="grid gap-0.5">
          {nav.map((link) => (
            <NavLink
              key={link.href}
              href={link.href}
              exact={link.exact ?? false}
              className="side-link min-h-11! text-base!"
            >
              {link.icon}
              {link.label}
            </NavLink>
          ))}
          {menuLinks.map((link) => (
            <ProviderLink key={`${link.href} ${link.label}`} link={link} className="side-link min-h-11! text-base!" />
          ))}
          {!person && (
            <NavLink href="/auth/register" className="side-link min-h-11! text-base!">
              Register
            </NavLink>
          )}
        </nav>
      </div>
    </div>
  );
}
