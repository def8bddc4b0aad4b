const WORDS = {
  public: 'Open to everybody',
  internal: 'For every registered developer',
  private: 'Only for you: your organization or team was chosen',
} as const;

/** Whom a catalog is for, said to somebody who sees it. */
export function audienceWords(visibility: keyof typeof WORDS): string {
  return WORDS[visibility];
}
