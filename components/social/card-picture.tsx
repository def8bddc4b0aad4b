import type { CSSProperties } from 'react';
import { accentTokens } from '../theme/accent';

type Props = {
  portalName: string;
  title: string;
  about: string;
  accent: string;
  logo: { href: string; width: number; height: number } | null;
  host: string;
};

/** What networks show a picture of a page in, in pixels. */
export const CARD_SIZE = { width: 1200, height: 630 };

const INK = '#14161a';
const INK_MUTED = '#525863';
const LOGO_HEIGHT = 64;
const LOGO_WIDTH_MAX = 420;

/**
 * A social card: whose portal, what this page is, where it is. Drawn to a picture, not by a browser: every element says
 * that it is a flex box, and colours are written out.
 */
export function CardPicture({ portalName, title, about, accent, logo, host }: Props) {
  const tokens = accentTokens(accent);
  return (
    <div style={{ ...column, width: '100%', height: '100%', background: '#ffffff', color: INK }}>
      <div style={{ display: 'flex', height: 20, background: tokens['--accent-light'] }} />
      <div style={{ ...column, flexGrow: 1, justifyContent: 'space-between', padding: '56px 72px 52px' }}>
        <div style={{ display: 'flex', alignItems: 'center', gap: 22 }}>
          <Sign logo={logo} ground={tokens['--accent-light']} ink={tokens['--accent-ink-light']} />
          <div style={{ display: 'flex', fontSize: 38 }}>{portalName}</div>
        </div>
        <div style={{ ...column, gap: 26 }}>
          <div style={{ display: 'flex', fontSize: title.length > 34 ? 66 : 86, lineHeight: 1.1, letterSpacing: -2 }}>
            {title}
          </div>
          {about !== '' && (
            <div style={{ display: 'flex', fontSize: 36, lineHeight: 1.35, color: INK_MUTED }}>{about}</div>
          )}
        </div>
        <div style={{ display: 'flex', fontSize: 30, color: tokens['--accent-on-light'] }}>{host}</div>
      </div>
    </div>
  );
}

const column: CSSProperties = { display: 'flex', flexDirection: 'column' };

function Sign({ logo, ground, ink }: { logo: Props['logo']; ground: string; ink: string }) {
  if (logo) {
    const scale = Math.min(LOGO_HEIGHT / logo.height, LOGO_WIDTH_MAX / logo.width);
    // biome-ignore lint/performance/noImgElement: drawn to a picture, not by a browser
    return <img src={logo.href} alt="" width={logo.width * scale} height={logo.height * scale} />;
  }
  return (
    <svg aria-hidden="true" width={LOGO_HEIGHT} height={LOGO_HEIGHT} viewBox="0 0 32 32" fill="none">
      <rect width="32" height="32" rx="8" fill={ground} />
      <path
        d="M8 12.5 16 8l8 4.5M10.5 15.5v6M16 15.5v6M21.5 15.5v6M8 24.5h16"
        stroke={ink}
        strokeWidth="2.25"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
