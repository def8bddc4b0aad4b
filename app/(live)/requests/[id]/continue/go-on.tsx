'use client';

import { useEffect } from 'react';

/** Goes on by itself where scripts run, in this page's place: *Back* then leads to the page before it. */
export function GoOn({ href }: { href: string }) {
  useEffect(() => window.location.replace(href), [href]);
  return null;
}
