import Link from 'next/link';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import type { DryRule, DryRun, Tally, Would } from '@/core/approval-rules/dry-run';
import { OUTCOME_WORDS } from '../rule-words';

const WOULD: Record<Would, string> = {
  approve: 'Approved at once',
  ask_admins: 'Decided by admins',
  ask_third_party: 'Decided by another system',
};

/** What all active rules together, and then plans and settings, would have said, beside what became of it. */
export function TogetherTable({ together }: { together: DryRun['together'] }) {
  return (
    <Table label="All rules together">
      <Head first="Would have been" />
      <TBody>
        {(Object.keys(WOULD) as Would[]).map((would) => (
          <TRow key={would}>
            <TCell rowHeader className="min-w-32">
              {WOULD[would]}
            </TCell>
            <Figures tally={together[would]} isApproval={would === 'approve'} />
          </TRow>
        ))}
      </TBody>
    </Table>
  );
}

/** Each rule alone, with the way to its requests. */
export function RulesTallyTable({ rules, days }: { rules: readonly DryRule[]; days: string }) {
  return (
    <Table label="Each rule alone">
      <Head first="Rule" />
      <TBody>
        {rules.map((rule) => (
          <TRow key={rule.id}>
            <TCell rowHeader className="min-w-32">
              <Link href={`/admin/settings/rules/dry-run?days=${days}&rule=${rule.id}`} className="link">
                {rule.name}
              </Link>
              <span className="block font-normal text-ink-muted text-xs">
                {OUTCOME_WORDS[rule.outcome]}
                {!rule.isActive && ' · off'}
              </span>
            </TCell>
            <Figures tally={rule.tally} isApproval={rule.outcome === 'approve'} />
          </TRow>
        ))}
      </TBody>
    </Table>
  );
}

function Head({ first }: { first: string }) {
  return (
    <THead>
      <TH>{first}</TH>
      <TH align="end">Requests</TH>
      <TH align="end">Approved</TH>
      <TH align="end">Declined</TH>
      <TH align="end">By itself</TH>
      <TH align="end">Undecided</TH>
    </THead>
  );
}

function Figures({ tally, isApproval }: { tally: Tally; isApproval: boolean }) {
  const isAgainst = isApproval && tally.declined > 0;
  return (
    <>
      <TCell align="end">{tally.total.toLocaleString('en')}</TCell>
      <TCell align="end">{tally.approved.toLocaleString('en')}</TCell>
      <TCell align="end" className={isAgainst ? 'font-semibold text-danger' : undefined}>
        {tally.declined.toLocaleString('en')}
      </TCell>
      <TCell align="end">{tally.automatic.toLocaleString('en')}</TCell>
      <TCell align="end">{tally.undecided.toLocaleString('en')}</TCell>
    </>
  );
}
