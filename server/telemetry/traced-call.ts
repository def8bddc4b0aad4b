import { type OpenSpan, tracing } from './tracing';

/**
 * Asks something outside as a span of what runs now: traces begin with requests and jobs, so what nobody asked for is not
 * traced. `look` reads the answer. What is thrown goes on, and the span tells its name alone.
 */
export async function tracedCall<Answer>(
  name: string,
  facts: Record<string, string | number>,
  ask: () => Promise<Answer>,
  look: (answer: Answer, span: OpenSpan) => void,
): Promise<Answer> {
  const traces = tracing();
  if (!traces?.isInside()) return ask();
  const span = traces.start(name, 'client', facts);
  try {
    const answer = await span.run(ask);
    look(answer, span);
    return answer;
  } catch (error) {
    span.fail(error instanceof Error ? error.name : 'Error');
    throw error;
  } finally {
    span.end();
  }
}
