import { z } from 'zod';

/** The last part of an address in the portal. Whether there is such a thing is for the verbs to say. */
export const slug = z.string().min(1).max(200);

/** An id of the portal, as a tool is given it. */
export const id = z.uuid();

/** Words to look for. */
export const words = z.string().max(200);
