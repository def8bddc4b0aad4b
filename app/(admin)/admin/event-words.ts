/** An audit event's name as words: `access_request.link_sent_again` is *Access request: link sent again*. */
export function eventWords(event: string): string {
  const [subject = '', happened = ''] = event.split('.');
  const words = `${subject.replaceAll('_', ' ')}: ${happened.replaceAll('_', ' ')}`;
  return words.charAt(0).toUpperCase() + words.slice(1);
}
