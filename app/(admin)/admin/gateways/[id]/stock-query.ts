import { z } from 'zod';

/** What a list of the gateway's objects may be asked for. */
export const stockQuery = z.object({
  q: z.string().max(200).catch(''),
  state: z.enum(['there', 'entered', 'gone', '']).catch(''),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});

export const stateOptions = [
  { value: '', label: 'Every state' },
  { value: 'there', label: 'At the gateway' },
  { value: 'entered', label: 'Entered by id' },
  { value: 'gone', label: 'Gone' },
];
