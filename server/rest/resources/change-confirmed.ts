import { DomainError, invalidFields } from '@/core/errors';
import { CONFIRM_FIELD, MARK_FIELD } from '@/core/plans/change-plan';

/** The figures can be others each time that is looked; a plan does not change so fast. */
const ROUNDS_MAX = 5;

/**
 * Runs a change that asks first where it touches people, with the mark of what it asked. A program that confirms says
 * yes to whatever is asked. Throws the question, without the mark, for one that does not, and what `change` throws.
 */
export async function changeConfirmed(isConfirmed: boolean, change: (mark: string) => Promise<void>): Promise<void> {
  for (let mark = '', round = 1; ; round += 1) {
    try {
      return await change(mark);
    } catch (error) {
      const question = questionOf(error);
      if (question === null || round >= ROUNDS_MAX) throw error;
      if (!isConfirmed) throw invalidFields({ [CONFIRM_FIELD]: [...question.effects] });
      mark = question.mark;
    }
  }
}

function questionOf(error: unknown): { effects: readonly string[]; mark: string } | null {
  if (!(error instanceof DomainError)) return null;
  const { [CONFIRM_FIELD]: effects, [MARK_FIELD]: [mark] = [] } = error.fieldErrors;
  return effects && mark !== undefined ? { effects, mark } : null;
}
