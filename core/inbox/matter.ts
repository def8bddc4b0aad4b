/** What waits in the inbox: an access request, a developer who registered, or an organization that somebody asks for. */
export const inboxKinds = ['request', 'developer', 'organization'] as const;
/** One of them. */
export type InboxKind = (typeof inboxKinds)[number];

/** Names one thing of the inbox, as `kind:id` in addresses and forms. */
export type Matter = { kind: InboxKind; id: string };

/** The matter as one text. */
export function nameOfMatter({ kind, id }: Matter): string {
  return `${kind}:${id}`;
}

/** The matter that such a text names; null for every other text. */
export function readMatter(text: string): Matter | null {
  const [, kind, id] = MATTER.exec(text) ?? [];
  const known = inboxKinds.find((one) => one === kind);
  return known && id ? { kind: known, id } : null;
}

const MATTER = /^(\w+):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
