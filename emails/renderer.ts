import type { MessageName, MessageValues } from '@/core/ports/messages';
import type { MessageAbout, MessageRenderer, Wording } from '@/core/ports/wording';
import { checkWording } from './check-wording';
import { type CompiledMessage, compileMessage } from './compile-message';
import type { MessageSource } from './message-template';
import { messages } from './messages';
import { occasions } from './occasions';

/** What the samples' links begin with; a preview shows the portal's own address instead. */
const SAMPLE_ORIGIN = 'https://portal.example.com';

type Known = MessageSource & { title: string; sample: Readonly<Record<string, unknown>> };

/** A renderer for every message of the portal. Parses all of them at once, so a broken one is found at the start. */
export function createMessageRenderer(): MessageRenderer {
  const compiled = new Map<string, CompiledMessage>();
  for (const [name, source] of Object.entries<MessageSource>(messages)) compiled.set(name, compileMessage(source));

  const renderer: MessageRenderer = {
    render(name, values, brand, wording) {
      const message = wording ? compileMessage({ ...known(name), ...wording }) : compiled.get(name);
      if (!message) throw new Error(`There is no message called "${name}".`);
      return message(values, brand);
    },
    check(name, wording) {
      const { sample } = known(name);
      return checkWording(wording, sample, () =>
        compileMessage({ ...known(name), ...wording })(sample, { portalName: 'P' }),
      );
    },
    about: () => (Object.keys(messages) as MessageName[]).map(describe),
    renderSample(name, { portalName, portalUrl }, wording) {
      return renderer.render(
        name,
        ownLinks(known(name).sample, portalUrl) as MessageValues[MessageName],
        { portalName },
        wording,
      );
    },
  };
  return renderer;
}

function known(name: MessageName): Known {
  if (!Object.hasOwn(messages, name)) throw new Error(`There is no message called "${name}".`);
  return messages[name];
}

function describe(name: MessageName): MessageAbout {
  const { title, subject, html, text, sample } = known(name);
  const variables = Object.entries(sample).map(([variable, example]) => ({ name: variable, sample: String(example) }));
  return { name, title, ...occasions[name], wording: { subject, html, text } satisfies Wording, variables };
}

function ownLinks(sample: Readonly<Record<string, unknown>>, portalUrl: string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(sample).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.replace(SAMPLE_ORIGIN, portalUrl) : value,
    ]),
  );
}
