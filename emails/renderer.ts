import type { MessageRenderer } from '@/core/ports';
import { type CompiledMessage, compileMessage } from './compile-message';
import type { MessageSource } from './message-template';
import { messages } from './messages';

/** A renderer for every message of the portal. Parses all of them at once, so a broken one is found at the start. */
export function createMessageRenderer(): MessageRenderer {
  const compiled = new Map<string, CompiledMessage>();
  for (const [name, source] of Object.entries<MessageSource>(messages)) compiled.set(name, compileMessage(source));

  return {
    render(name, values, brand) {
      const message = compiled.get(name);
      if (!message) throw new Error(`There is no message called "${name}".`);
      return message(values, brand);
    },
  };
}
