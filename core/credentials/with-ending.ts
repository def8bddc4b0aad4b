/** "Your key …ab12", or without an end for a key that was attached by its hash: nobody at the portal knows how it ends. */
export function withEnding(words: string, lastFour: string): string {
  return lastFour === '' ? words : `${words} …${lastFour}`;
}
