import type { Metadata } from 'next';
import { NotFoundMessage } from '@/components/frames/not-found-message';

export const metadata: Metadata = { title: 'Page not found' };

export default function LiveNotFound() {
  return <NotFoundMessage homeHref="/catalogs" />;
}
