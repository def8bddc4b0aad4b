import type { RowQuestion } from '@/core/form-state';
import type { Belongings } from '@/core/members/count-belongings';

/** What can be done to many users at once. */
export type BulkAct = 'activate' | 'deactivate' | 'invite' | 'move' | 'delete';

/** What is typed before many accounts are deleted. */
export const TYPED_TO_DELETE = 'delete';

const DID: Record<BulkAct, string> = {
  activate: 'Activated',
  deactivate: 'Deactivated',
  invite: 'Invited',
  move: 'Moved',
  delete: 'Deleted',
};

/** The past of an act, for what became of each row. */
export function didWord(act: BulkAct): string {
  return DID[act];
}

/** What will happen, with figures, one sentence each. */
export function effectsOf(act: BulkAct, found: Belongings): RowQuestion['effects'] {
  const own =
    found.apps === 0
      ? 'They own no apps'
      : `They own ${counted(found.apps, 'app', 'apps')} with ${counted(found.keys, 'working key', 'working keys')}`;
  const sessions =
    found.sessions === 0 ? 'no session is open' : `${counted(found.sessions, 'session ends', 'sessions end')} at once`;
  if (act === 'deactivate') {
    return [
      `They cannot log in any more, and ${sessions}.`,
      found.keys === 0 ? `${own}.` : `${own}; ${found.personalKeys} of the keys are of personal apps.`,
      'Everybody is told by mail.',
    ];
  }
  if (act === 'move') {
    return [
      found.apps === 0 ? `${own}.` : `${own}, which go where you choose.`,
      'Each of them becomes a team member of the default team there.',
    ];
  }
  return [
    `Their accounts are deleted for good, and ${sessions}.`,
    found.apps === 0 ? `${own}.` : `${own}. What nobody takes over ends, and its keys stop working.`,
  ];
}

/** The question in words. */
export function questionTitle(act: string, people: number): string {
  const users = counted(people, 'user', 'users');
  if (act === 'deactivate') return `Deactivate ${users}?`;
  return act === 'move' ? `Move ${users} to another organization?` : `Delete ${users}?`;
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
