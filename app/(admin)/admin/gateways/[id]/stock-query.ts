import { z } from 'zod';

/** What a list of the gateway's objects may be asked for. */
export const stockQuery = z.object({
  q: z.string().max(200).catch(''),
  state: z.enum(['there', 'entered', 'gone', '']).catch(''),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});

/** The states of the filter; both lists of a gateway’s objects have the same. */
export const stateOptions = [
  { value: '', label: 'Every state' },
  { value: 'there', label: 'At the gateway' },
  { value: 'entered', label: 'Entered by id' },
  { value: 'gone', label: 'Gone' },
];
