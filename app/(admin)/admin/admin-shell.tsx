import {
  AppWindow,
  Building2,
  ChartColumn,
  Gauge,
  Group,
  House,
  Inbox,
  LibraryBig,
  Mail,
  Package,
  ScrollText,
  ShieldCheck,
  SlidersHorizontal,
  Ticket,
  UsersRound,
  Waypoints,
  Webhook,
} from 'lucide-react';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { chooseThemeAction, logOutAction } from '@/app/frame-actions';
import { AdminFrame, type NavGroup } from '@/components/frames/admin-frame';
import { DemoBanner } from '@/components/frames/demo-banner';
import { readTheme } from '@/components/theme/read-theme';
import type { WhatWaits } from '@/core/audit/count-waiting';
import { isActiveAdmin } from '@/core/identity/actor';
import { loadBrand } from '@/server/brand';
import { getContext } from '@/server/context';
import { isDemo } from '@/server/demo';
import { loadWaiting } from './waiting';

/**
 * The admin portal around a page. It protects nothing: each page asks for an admin itself. Whoever is none gets no
 * frame, because a sidebar around *Page not found* would tell that there is something.
 */
export async function AdminShell({ children }: { children: ReactNode }) {
  const { actor } = await getContext();
  if (!isActiveAdmin(actor)) return children;
  const [brand, jar, waits] = await Promise.all([loadBrand(), cookies(), loadWaiting()]);
  return (
    <AdminFrame
      brand={brand}
      groups={navigation(waits)}
      person={{ name: `${actor.firstName} ${actor.lastName}`, email: actor.email }}
      accountLinks={[{ href: '/profile', label: 'Profile' }]}
      unread={waits.unread}
      theme={readTheme(jar.get('theme')?.value)}
      themeAction={chooseThemeAction}
      logOutAction={logOutAction}
      banner={isDemo() ? <DemoBanner /> : null}
    >
      {children}
    </AdminFrame>
  );
}

/** Every admin role reads every page; what a role may not do is hidden on the page. */
function navigation(waits: WhatWaits): NavGroup[] {
  const problems = waits.failedKeys + waits.failedMails + waits.deadJobs + waits.gatewayProblems;
  return [
    {
      links: [
        { href: '/admin', label: 'Home', icon: <House aria-hidden="true" />, exact: true, count: problems },
        {
          href: '/admin/requests',
          label: 'Requests',
          icon: <Inbox aria-hidden="true" />,
          count: waits.requests.count + waits.developers.count + waits.organizations.count,
        },
        { href: '/admin/apps', label: 'Apps', icon: <AppWindow aria-hidden="true" /> },
        { href: '/admin/usage', label: 'Usage', icon: <ChartColumn aria-hidden="true" /> },
      ],
    },
    {
      title: 'Offer',
      links: [
        { href: '/admin/products', label: 'Products', icon: <Package aria-hidden="true" /> },
        { href: '/admin/plans', label: 'Plans', icon: <Gauge aria-hidden="true" /> },
        { href: '/admin/catalogs', label: 'Catalogs', icon: <LibraryBig aria-hidden="true" /> },
        { href: '/admin/gateways', label: 'Gateways', icon: <Waypoints aria-hidden="true" /> },
      ],
    },
    {
      title: 'API consumers',
      links: [
        {
          href: '/admin/users',
          label: 'Users',
          icon: <UsersRound aria-hidden="true" />,
          count: waits.developers.count,
        },
        {
          href: '/admin/organizations',
          label: 'Organizations',
          icon: <Building2 aria-hidden="true" />,
          count: waits.organizations.count,
        },
        { href: '/admin/teams', label: 'Teams', icon: <Group aria-hidden="true" /> },
        { href: '/admin/invite-codes', label: 'Invite codes', icon: <Ticket aria-hidden="true" /> },
      ],
    },
    {
      title: 'Portal',
      links: [
        { href: '/admin/admins', label: 'Admins', icon: <ShieldCheck aria-hidden="true" /> },
        { href: '/admin/emails', label: 'Emails', icon: <Mail aria-hidden="true" /> },
        { href: '/admin/webhooks', label: 'Webhooks', icon: <Webhook aria-hidden="true" /> },
        { href: '/admin/audit', label: 'Audit log', icon: <ScrollText aria-hidden="true" /> },
        { href: '/admin/settings', label: 'Settings', icon: <SlidersHorizontal aria-hidden="true" /> },
      ],
    },
  ];
}
