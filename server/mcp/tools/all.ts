import type { Tool } from '../tool';
import { docsTools } from './docs';
import { offerTools } from './offer';
import { ownTools } from './own';
import { requestAccess } from './request-access';

/** Every tool, in the order of the list. */
export const tools: readonly Tool[] = [...offerTools, ...docsTools, ...ownTools, requestAccess];
