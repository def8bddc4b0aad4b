import './globals.css';
import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import type { CSSProperties, ReactNode } from 'react';
import { accentTokens } from '@/components/theme/accent';
import { readTheme } from '@/components/theme/read-theme';
import { ToastRegion } from '@/components/ui/toast-region';
import { loadBrand } from '@/server/brand';
import { portalOrigin } from '@/server/page-metadata';
import { PreviewBar } from './preview-bar';

export async function generateMetadata(): Promise<Metadata> {
  const { portalName, signedInOnly } = await loadBrand();
  return {
    metadataBase: portalOrigin(),
    title: { template: `%s · ${portalName}`, default: portalName },
    // robots.txt asks crawlers not to come; this asks them to forget what somebody else's link led them to.
    ...(signedInOnly && { robots: { index: false, follow: false } }),
  };
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [jar, brand] = await Promise.all([cookies(), loadBrand()]);
  const theme = readTheme(jar.get('theme')?.value);
  // The class comes from the cookie before the first byte is sent: nothing flashes, and no script is needed.
  return (
    <html lang="en" className={theme} style={accentTokens(brand.accent) as CSSProperties}>
      <body>
        {brand.isDraft && <PreviewBar />}
        {children}
        <ToastRegion />
      </body>
    </html>
  );
}
