/** What does not fit in the chain over the audit log. */
export type ChainFault = {
  kind:
    | 'changed'
    | 'removed'
    | 'exchanged'
    | 'seal_removed'
    /** Was put into the log later than its time says; or the database's clock was set back. */
    | 'late'
    /** Has no seal, and was not there when those of its time got theirs. */
    | 'put_in'
    /** The chain was longer once. */
    | 'cut_off'
    /** The chain is another one than once was noted. */
    | 'written_anew';
  position: number | null;
  eventId: string | null;
};

/** A fault as a sentence for the operator. */
export function describeChainFault({ kind, position, eventId }: ChainFault): string {
  const event = `Event ${eventId}`;
  switch (kind) {
    case 'changed':
      return `${event} (seal ${position}) was changed after it was sealed.`;
    case 'removed':
      return `${event} (seal ${position}) was removed.`;
    case 'exchanged':
      return `${event} stands at seal ${position}, which is another event's: the order was changed.`;
    case 'seal_removed':
      return `The seals before ${position} were removed.`;
    case 'late':
      return `${event} (seal ${position}) was put in later than its time says, or the database's clock was set back.`;
    case 'put_in':
      return `${event} has no seal: it was put in later than its time says.`;
    case 'cut_off':
      return `The chain once reached seal ${position}: its end was cut off.`;
    case 'written_anew':
      return `Seal ${position} is not the one that was noted: the log was written anew.`;
  }
}
