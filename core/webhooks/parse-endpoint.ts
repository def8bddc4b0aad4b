import { invalid } from '../errors';
import { readEach } from '../gateways/parse-gateway';
import { EVERYTHING, isWebhookEvent, webhookEvents } from './events';
import { parseAddress } from './parse-address';

const NAME_MAX = 80;

/** A webhook as it is asked for. `events`: names of the list, or `*` alone. */
export type WebhookWish = { name: string; url: string; events: readonly string[]; reachesPrivate: boolean };
/** A webhook whose form is right; its address was looked at and not called. */
export type ParsedWebhook = { name: string; url: string; events: string[]; reachesPrivate: boolean };

/** What is kept of a wish. Throws `invalid` with everything that is wrong. */
export function parseEndpoint({ name, url, events, reachesPrivate }: WebhookWish): ParsedWebhook {
  const read = readEach({
    name: () => parseName(name),
    url: () => {
      const address = parseAddress('url', url, reachesPrivate);
      if (address === '') throw invalid('url', 'Enter the address that shall be called.');
      return address;
    },
    events: () => parseEvents(events),
  });
  return { ...read, reachesPrivate };
}

function parseName(given: string): string {
  const name = given.trim().replaceAll(/\s+/g, ' ');
  if (name === '') throw invalid('name', 'Give it a name that says what it is for.');
  if (name.length > NAME_MAX) throw invalid('name', `Use at most ${NAME_MAX} characters.`);
  return name;
}

/** In the order of the list, each once. Everything is everything: what else was chosen says nothing more. */
function parseEvents(given: readonly string[]): string[] {
  if (given.includes(EVERYTHING)) return [EVERYTHING];
  const unknown = given.find((event) => !isWebhookEvent(event));
  if (unknown !== undefined) throw invalid('events', `There is no event ${unknown.slice(0, NAME_MAX)} to choose.`);
  const chosen = webhookEvents.map(({ event }) => event as string).filter((event) => given.includes(event));
  if (chosen.length === 0) throw invalid('events', 'Choose at least one event.');
  return chosen;
}

/** For the audit log, which keeps it for ever and is exported: the query may hold what only the receiver shall know. */
export function addressForLog(url: string): string {
  const { origin, pathname, search } = new URL(url);
  return `${origin}${pathname}${search ? '?…' : ''}`;
}
