import type { Unit } from '../mutate';

/** Leaves a note under the bell of whoever asked; nobody is told when they have left. */
export async function tellRequester(
  unit: Unit,
  request: { id: string; requestedBy: string | null },
  note: { kind: string; title: string },
): Promise<void> {
  if (!request.requestedBy) return;
  await unit.notify({ userId: request.requestedBy, ...note, href: `/requests/${request.id}` });
}
