import 'server-only';
import { cache } from 'react';
import { readSettings } from '@/core/settings/read';
import { wiring } from './wiring';

/** The portal's settings as they are live, read once for a request. */
export const loadSettings = cache(() => readSettings(wiring().db));
