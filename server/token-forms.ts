import { z } from 'zod';
import { several } from './sent-fields';

/**
 * What makes a token: an admin's for a program, and a developer's for an agent. The verbs know the scopes and the days;
 * what is no number is none of them.
 */
export const newToken = z.object({ name: z.string().default(''), scopes: several, days: z.coerce.number().catch(0) });
