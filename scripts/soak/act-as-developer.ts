import { sql } from 'drizzle-orm';
import { type Answer, Visitor } from '../../e2e/http';
import { actAsProgram } from './act-as-program';
import type { Person } from './people';
import type { Scene } from './scene';
import type { Outcome } from './tally';

const ANSWER_MS = 15_000;
const ACTS = ['show', 'show', 'show', 'call', 'call', 'read', 'regenerate', 'revoke'] as const;
const READ = ['/apps', '/catalogs', '/requests', '/notifications', '/profile', '/usage'];
/** With which keys each can be done. */
const WITH = {
  show: ['awaiting_claim', 'active'],
  regenerate: ['active'],
  revoke: ['awaiting_claim', 'provisioning', 'active'],
} as const;

const NAMES = { show: 'show a key (form)', regenerate: 'regenerate (form)', revoke: 'revoke (form)' } as const;

type Key = { id: string; app_id: string; status: string };

/** A developer without JavaScript does one thing by the forms of a page. Answers what it was and how it went. */
export async function actAsDeveloper(scene: Scene, person: Person & { cookie: string }): Promise<[string, Outcome]> {
  const visitor = new Visitor();
  const [name = '', value = ''] = person.cookie.split('=');
  visitor.cookies.set(name, value);
  const act = scene.chance.oneOf(ACTS);
  if (act === 'read') {
    const path = scene.chance.oneOf(READ);
    return ['read a page', outcomeOf(await inTime(visitor.ask(path)))];
  }
  if (act === 'call') return ['call with a key', await actAsProgram(scene)];
  const key = await someKey(scene, person, WITH[act]);
  if (!key) return [NAMES[act], 'nothing'];
  const path = `/apps/${key.app_id}/keys/${key.id}`;
  if (act === 'show') return [NAMES.show, await show(scene, visitor, path, key)];
  const sent =
    act === 'regenerate'
      ? visitor.fill(path, { grace: scene.chance.oneOf(['now', '1h']) })
      : visitor.press(path, '1 key stops working, for good');
  return [NAMES[act], outcomeOf(await inTime(sent))];
}

async function someKey({ db, chance }: Scene, person: Person, states: readonly string[]): Promise<Key | null> {
  const { rows } = await db.execute<Key>(sql`
    select c.id, c.app_id, c.status from credentials c join apps a on a.id = c.app_id
    where a.owner_id = ${person.id} and c.status::text in ${states} and c.retiring_at is null
    order by c.created_at desc limit 6`);
  return rows.length === 0 ? null : chance.oneOf(rows);
}

/** Generates the key, or looks at it again, and keeps what was shown. */
async function show(scene: Scene, visitor: Visitor, path: string, key: Key): Promise<Outcome> {
  const words = key.status === 'active' ? 'Reveal key' : 'Generate key';
  const answer = await inTime(visitor.press(path, words));
  const shown = answer === null ? null : /API key<\/label>.*?<input[^>]*value="([^"]+)"/s.exec(answer.text)?.[1];
  if (shown) scene.tally.promised.shown.set(key.id, shown);
  return outcomeOf(answer);
}

/** Null for no answer, or for a page without that form: both are what the soak makes happen. */
async function inTime<T>(work: Promise<T>): Promise<T | null> {
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), ANSWER_MS).unref());
  return Promise.race([work.catch(() => null), late]);
}

function outcomeOf(answer: Answer | null): Outcome {
  if (answer === null || answer.status >= 500) return 'failed';
  return answer.status >= 400 ? 'refused' : 'done';
}
