'use client';

import { usePathname } from 'next/navigation';
import { useEffect } from 'react';

/** Closes open menus when another page was opened: a frame stays, and so would its menus. */
export function ClosePopovers() {
  const path = usePathname();
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs for each new path
  useEffect(() => {
    for (const open of document.querySelectorAll<HTMLElement>('[popover]:popover-open')) open.hidePopover();
  }, [path]);
  return null;
}
