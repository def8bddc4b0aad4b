import type { ReactNode } from 'react';
import { LiveShell } from './live-shell';

export default function LiveLayout({ children }: { children: ReactNode }) {
  return <LiveShell>{children}</LiveShell>;
}
