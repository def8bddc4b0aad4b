import type { Context } from '@/core/context';
import type { Entrance } from '@/core/identity/enter';
import { logIn } from '@/core/identity/log-in';

/** Logs somebody in who has no second factor. */
export async function entered(ctx: Context, input: Parameters<typeof logIn>[1]): Promise<Entrance> {
  const login = await logIn(ctx, input);
  if (login.kind !== 'entered') throw new Error('a second factor was asked for');
  return login;
}
