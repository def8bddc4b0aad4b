type Offer = {
  isDocumentationOnly: boolean;
  apis: number;
  plans: number;
  approval: 'auto' | 'admin' | 'by_plan' | null;
};

const APPROVAL = { auto: 'Approved at once', admin: 'Approved on request', by_plan: 'Approval depends on the plan' };

/** What a card says at its foot: how much there is, and who decides about a request. */
export function cardWords({ isDocumentationOnly, apis, plans, approval }: Offer): { size: string; approval: string } {
  const parts = [apis > 0 && counted(apis, 'API'), plans > 0 && !isDocumentationOnly && counted(plans, 'plan')];
  const size = parts.filter((part) => part !== false).join(' · ');
  if (isDocumentationOnly) return { size, approval: 'Documentation only' };
  return { size, approval: approval === null ? 'No plan yet' : APPROVAL[approval] };
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
