import 'server-only';
import { cache } from 'react';
import { countWaiting } from '@/core/audit/count-waiting';
import { getContext } from '@/server/context';

/** What waits for portal admins: read once for the frame's badges and the page in it. */
export const loadWaiting = cache(async () => countWaiting(await getContext()));
