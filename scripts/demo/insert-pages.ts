import type { Context } from '@/core/context';
import { createPage } from '@/core/pages/create';
import { publishPage } from '@/core/pages/publish';

const PAGES = [
  {
    slug: 'about',
    title: 'About Saltmarsh',
    body: `Saltmarsh runs pet shops, a parcel network and a small observatory, and opens their systems to whoever builds with them.

## How we work with developers

- Everything in the catalogs is documented before it is offered.
- What we change we announce; what we retire we announce at least six months before.
- People read your requests, usually on the same day.

## How to reach us

| For | Write to |
|---|---|
| Questions about an API | apis@saltmarsh.test |
| Something that is broken | status@saltmarsh.test |
`,
  },
  {
    slug: 'privacy',
    title: 'Privacy',
    body: `We keep what you tell us when you register, and which keys you have. Nobody else gets any of it.

You can download everything we know of you on your profile, and delete your account there.
`,
  },
] as const;

/** Pages of the provider's own words, published, and one that is still being written. */
export async function insertPages(ctx: Context): Promise<void> {
  for (const page of PAGES) {
    const { pageId } = await createPage(ctx, { ...page, audience: 'everybody' });
    await publishPage(ctx, { pageId, version: 1 });
  }
  await createPage(ctx, {
    slug: 'partners',
    title: 'For partners',
    body: 'What partners get that others do not. To be agreed with sales.',
    audience: 'signed_in',
  });
}
