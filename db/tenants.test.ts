import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { postgresCode } from '@/core/mutate';
import { inSandbox } from '@/test/harness';
import { invite } from '@/test/invitations';
import { approvedRequest } from '@/test/provisioning';
import { seedWorld } from '@/test/world';

const FOREIGN_KEY_VIOLATION = '23503';

// Make one of these foreign keys a plain one, without the organization in it, and the row is taken.
test('no row of one organization holds on to something of another, even if code forgets to look [I-03] [D-10]', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const { credentialId, requestId } = await approvedRequest(db, world);
    const { invitationId } = await invite(db, world);
    const [acme, evil, evilTeam] = [world.acme.id, world.evil.id, world.eve.teamIds[0]];
    const tries = {
      'an app in a team': sql`update apps set visibility = 'team', team_id = ${evilTeam} where id = ${world.ledger.id}`,
      'a request of an app': sql`update access_requests set organization_id = ${evil} where id = ${requestId}`,
      'a key of a request': sql`update credentials set organization_id = ${evil} where id = ${credentialId}`,
      'a member of a team': sql`insert into team_members (team_id, user_id, organization_id)
        values (${evilTeam}, ${world.tom.userId}, ${evil})`,
      'a team of somebody else’s': sql`insert into team_members (team_id, user_id, organization_id)
        values (${evilTeam}, ${world.tom.userId}, ${acme})`,
      'a team of an invitation': sql`insert into invitation_teams (invitation_id, team_id, organization_id)
        values (${invitationId}, ${evilTeam}, ${acme})`,
      'a person in a team': sql`update users set organization_id = ${evil} where id = ${world.tom.userId}`,
    };
    for (const [what, change] of Object.entries(tries)) {
      const met = await db.transaction((tx) => tx.execute(change)).catch((error: unknown) => postgresCode(error));
      expect([what, met]).toEqual([what, FOREIGN_KEY_VIOLATION]);
    }
  }));
