'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { createTeam } from '@/core/teams/create-team';
import { deleteTeam } from '@/core/teams/delete-team';
import { renameTeam } from '@/core/teams/rename-team';
import { setTeamMembers } from '@/core/teams/set-team-members';
import { formAction } from '@/server/form-action';
import { deletingTeam, membersOfTeam, namedTeam, newTeam, saidOfMembers } from '@/server/team-forms';

/** Leads to the new team, which has no members. */
export const createTeamAction = formAction(newTeam, async (ctx, input) => {
  const { teamId } = await createTeam(ctx, input);
  revalidatePath('/organization', 'layout');
  redirect(`/organization/teams/${teamId}`);
});

/** For teams of one’s own organization. */
export const renameTeamAction = formAction(namedTeam, async (ctx, input) => {
  await renameTeam(ctx, input);
  revalidatePath('/organization/teams', 'layout');
  return 'The team has its new name.';
});

/** Of those whom the form showed, exactly the chosen ones are members afterwards. */
export const setTeamMembersAction = formAction(membersOfTeam, async (ctx, input) => {
  const changed = await setTeamMembers(ctx, input);
  revalidatePath('/organization/teams', 'layout');
  return saidOfMembers(changed);
});

/** Leads to the list of teams. */
export const deleteTeamAction = formAction(deletingTeam, async (ctx, input) => {
  await deleteTeam(ctx, input);
  revalidatePath('/organization', 'layout');
  redirect('/organization/teams');
});
