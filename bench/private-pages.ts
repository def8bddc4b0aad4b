import { and, eq } from 'drizzle-orm';
import { listApps } from '@/core/apps/list-apps';
import { addToCart } from '@/core/cart/add';
import type { Context } from '@/core/context';
import { pages } from '@/db/schema';
import type { People } from './people';

/** A page of somebody who is logged in. */
export type PrivatePage = { name: string; path: string; cookie: string };

/** What lies in the cart: two products that people of the demo may ask for. */
const IN_CART = ['pet-store', 'star-atlas'];

/** The pages that people open most, with something on each: Ada runs Acme in the demo, the admin owns the portal. */
export async function privatePages(people: People): Promise<PrivatePage[]> {
  const ada = await people.signIn('ada@acme.test');
  const admin = await people.signIn('admin@portal.test');
  for (const productSlug of IN_CART) await addToCart(ada.ctx, { catalogSlug: 'public', productSlug });
  const { cookie } = ada;
  return [
    { name: 'apps list', path: '/apps', cookie },
    { name: 'app page', path: `/apps/${await anApp(ada.ctx)}`, cookie },
    { name: 'cart', path: '/cart', cookie },
    { name: 'access requests', path: '/admin/requests', cookie: admin.cookie },
  ];
}

/** The address of the least that a page can be; without a cookie. */
export async function barePath({ db }: People): Promise<string> {
  const [page] = await db
    .select({ slug: pages.slug })
    .from(pages)
    .where(and(eq(pages.isPublished, true), eq(pages.audience, 'everybody')));
  if (!page) throw new Error('the demo has no page of the provider’s own');
  return `/bare?slug=${page.slug}`;
}

/** The app with the most keys among those that this person sees. */
async function anApp(ctx: Context): Promise<string> {
  const [first, ...others] = await listApps(ctx);
  if (!first) throw new Error('the demo has no app to look at');
  return others.reduce((most, app) => (app.activeKeys > most.activeKeys ? app : most), first).id;
}
