import type { Theme } from '../ui/theme-switch';

/** The theme that the cookie `theme` asks for; what is unknown is `system`. */
export function readTheme(cookie: string | undefined): Theme {
  return cookie === 'light' || cookie === 'dark' ? cookie : 'system';
}
