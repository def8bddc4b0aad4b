import type { MessageName } from '../ports/messages';

/** What is told of a product. */
export type News = {
  productId: string;
  slug: string;
  productName: string;
  kind: 'change' | 'deprecated' | 'retired';
  changeId: string | null;
  /** Of the changelog's entry. */
  title: string;
  /** As `YYYY-MM-DD`. */
  sunsetOn: string | null;
  /** False when the product has changed since the news were ordered. */
  isTrue: boolean;
};

/** Days are the same everywhere. */
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** The mail that tells it, and what that is about. */
export function messageOf(news: News): { message: MessageName; subjectId: string } {
  if (news.kind === 'change') return { message: 'product-changed', subjectId: news.changeId ?? news.productId };
  return { message: news.kind === 'retired' ? 'product-retired' : 'product-deprecated', subjectId: news.productId };
}

/** The line under the bell, and where it leads. */
export function noteOf(news: News): { kind: string; title: string; href: string } {
  const { productName, slug, sunsetOn } = news;
  const page = `/products/${slug}`;
  if (news.kind === 'change') {
    return { kind: 'product.changed', title: `${productName}: ${news.title}`, href: `${page}#changelog` };
  }
  // Nobody can open a retired product; the keys for it are on the pages of apps.
  if (news.kind === 'retired') return { kind: 'product.retired', title: `${productName} has ended`, href: '/apps' };
  const end = sunsetOn === null ? '' : ` and ends on ${DAY.format(new Date(`${sunsetOn}T00:00:00Z`))}`;
  return { kind: 'product.deprecated', title: `${productName} is deprecated${end}`, href: page };
}
