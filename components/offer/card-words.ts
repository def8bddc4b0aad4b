type Offer = {
  isDocumentationOnly: boolean;
  apis: number;
  plans: number;
  approval: 'auto' | 'admin' | 'by_plan' | null;
};

const APPROVAL = { auto: 'Approved at once', admin: 'An admin decides', by_plan: 'Approval depends on the plan' };

/** What a card says in its last line: how many APIs and plans, and who decides. */
export function cardWords({ isDocumentationOnly, apis, plans, approval }: Offer): string[] {
  const words = apis > 0 ? [counted(apis, 'API')] : [];
  if (isDocumentationOnly) return [...words, 'Documentation only'];
  if (approval === null) return [...words, 'No plan yet'];
  return [...words, counted(plans, 'plan'), APPROVAL[approval]];
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
