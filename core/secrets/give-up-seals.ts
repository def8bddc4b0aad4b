import { eq } from 'drizzle-orm';
import { inviteCodes, thirdParty, webhookEndpoints } from '@/db/schema';
import type { Context } from '../context';
import { forbidden } from '../errors';
import { inviteCodeDigest } from '../identity/invite-code';
import { codeSeal, drawCode } from '../invite-codes/code-word';
import { mutate, type Unit } from '../mutate';
import { SECRET_SEAL } from '../third-party/secret';
import { drawSecret, webhookSeal } from '../webhooks/secret';
import { attachByHash } from './attach-by-hash';
import { holdSealed, readSealed } from './read-sealed';
import { type SealedRow, type SealedTable, sealedTables } from './sealed-tables';

/** Of one table: rows that no secret opens, those that were made good, and those that a person has to see to. */
export type GivenUp = { table: string; what: string; shut: number; mended: number; left: readonly string[] };

type Mend = (ctx: Context, unit: Unit, rows: readonly SealedRow[]) => Promise<readonly string[]>;

/** What can be done without a person. Each answers the ids that it mended. */
const mends: Readonly<Record<string, Mend>> = {
  credentials: (_ctx, unit, rows) => attachByHash(unit, rows),
  invite_codes: drawCodesAnew,
  webhook_endpoints: drawWebhookSecretsAnew,
  third_party: drawThirdPartySecretAnew,
};

/**
 * After PORTAL_SECRET was lost: lets go of what no secret opens, so that everything else goes on. Keys go on as attached
 * ones, known by their hash at the gateway; invite codes, and secrets that the portal signs with, are drawn anew and
 * have to be handed out again. Without `fix` it only counts. Running it again, or after it was killed, does what is
 * left. Nothing that one of the known secrets opens is touched. Throws `forbidden`.
 */
export async function giveUpSeals(ctx: Context, input: { fix: boolean }): Promise<readonly GivenUp[]> {
  if (ctx.actor.kind !== 'system') throw forbidden();
  const given: GivenUp[] = [];
  for (const table of sealedTables) {
    const found = { shut: 0, mended: 0, left: [] as string[] };
    for await (const rows of readSealed(ctx.db, table)) {
      const ids = rows.filter((row) => isShut(ctx, table, row)).map(({ id }) => id);
      if (ids.length === 0) continue;
      const mended = input.fix ? await mendPiece(ctx, table, ids) : [];
      found.shut += ids.length;
      found.mended += mended.length;
      found.left.push(...ids.filter((id) => !mended.includes(id)));
    }
    given.push({ table: table.table, what: table.what, ...found });
  }
  return given;
}

/** Whether one of its seals opens with none of the secrets. */
function isShut(ctx: Pick<Context, 'secrets'>, table: SealedTable, row: SealedRow): boolean {
  return table.columns.some((column) => {
    const sealed = row[column];
    if (!Buffer.isBuffer(sealed)) return false;
    try {
      ctx.secrets.open(sealed, table.boundTo(row.id));
      return false;
    } catch {
      return true;
    }
  });
}

/** Nothing of a piece could be mended. */
class NothingToDo extends Error {}

async function mendPiece(ctx: Context, table: SealedTable, ids: readonly string[]): Promise<readonly string[]> {
  const mend = mends[table.table];
  if (!mend) return [];
  return mutate(ctx, async (unit) => {
    const held = await holdSealed(unit.tx, table, ids);
    const mended = await mend(
      ctx,
      unit,
      held.filter((row) => isShut(ctx, table, row)),
    );
    if (mended.length === 0) throw new NothingToDo();
    const detail = { what: table.what, count: mended.length };
    await unit.audit('portal.seals_given_up', { kind: 'portal', id: null }, detail);
    return mended;
  }).catch((error: unknown) => {
    if (error instanceof NothingToDo) return [];
    throw error;
  });
}

/** What people hold no longer works; an admin reads the new one on the code's page and hands it out. */
async function drawCodesAnew(ctx: Context, unit: Unit, rows: readonly SealedRow[]) {
  for (const { id } of rows) {
    const code = drawCode();
    const changes = { codeDigest: inviteCodeDigest(ctx, code), codeSealed: ctx.secrets.seal(code, codeSeal(id)) };
    await unit.tx.update(inviteCodes).set(changes).where(eq(inviteCodes.id, id));
  }
  return rows.map(({ id }) => id);
}

/** The receiver refuses what this signs until somebody renews it on the webhook's page and gives it there. */
async function drawWebhookSecretsAnew(ctx: Context, unit: Unit, rows: readonly SealedRow[]) {
  for (const { id } of rows) {
    const secretSealed = ctx.secrets.seal(drawSecret(), webhookSeal(id));
    await unit.tx
      .update(webhookEndpoints)
      .set({ secretSealed, previousSecretSealed: null, previousSecretUntil: null })
      .where(eq(webhookEndpoints.id, id));
  }
  return rows.map(({ id }) => id);
}

async function drawThirdPartySecretAnew(ctx: Context, unit: Unit, rows: readonly SealedRow[]) {
  if (rows.length === 0) return [];
  await unit.tx.update(thirdParty).set({ secretSealed: ctx.secrets.seal(drawSecret(), SECRET_SEAL) });
  return rows.map(({ id }) => id);
}
