import { cookies } from 'next/headers';
import type { ComponentProps } from 'react';
import { chooseThemeAction } from '@/app/frame-actions';
import { AuthFrame } from '@/components/frames/auth-frame';
import { DemoBanner } from '@/components/frames/demo-banner';
import { readTheme } from '@/components/theme/read-theme';
import { loadBrand } from '@/server/brand';
import { isDemo } from '@/server/demo';

type Props = Omit<ComponentProps<typeof AuthFrame>, 'brand' | 'theme' | 'themeAction' | 'banner'>;

/** The frame of getting in, with the provider's name, the theme, and the demo's banner where this is one. */
export async function AuthPage(props: Props) {
  const [brand, jar] = await Promise.all([loadBrand(), cookies()]);
  return (
    <AuthFrame
      {...props}
      brand={brand}
      theme={readTheme(jar.get('theme')?.value)}
      themeAction={chooseThemeAction}
      banner={isDemo() ? <DemoBanner /> : null}
    />
  );
}
