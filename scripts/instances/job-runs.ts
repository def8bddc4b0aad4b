/** Job runs of workers, also of those that were started anew: a process counts from nothing. */
export class JobRuns {
  readonly #runs = new Map<string, Map<string, number>>();

  /** Adds what the worker at this port has counted since it was started. Once for each of its lives, before it ends. */
  async add(name: string, port: number): Promise<void> {
    const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
    const runs = this.#runs.get(name) ?? new Map<string, number>();
    this.#runs.set(name, runs);
    for (const [outcome, count] of outcomesIn(await answer.text())) runs.set(outcome, (runs.get(outcome) ?? 0) + count);
  }

  lines(): string[] {
    return [...this.#runs].map(([name, runs]) => {
      const counts = [...runs].map(([outcome, count]) => `${count} ${outcome.replaceAll('_', ' ')}`);
      return `${name}: ${counts.join(', ') || 'no jobs'}`;
    });
  }
}

/** The runs by outcome, as the figures of a process tell them. */
export function outcomesIn(figures: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [, outcome = '', count] of figures.matchAll(
    /^portico_job_runs_total\{[^}]*outcome="(\w+)"[^}]*\} (\d+)$/gm,
  )) {
    counts.set(outcome, (counts.get(outcome) ?? 0) + Number(count));
  }
  return counts;
}
