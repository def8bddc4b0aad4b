import { ButtonLink } from '@/components/ui/button';
import { SectionHeader } from '@/components/ui/page-header';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import type { Proposal } from '@/core/gateways/list-proposals';
import { limitWords } from '../limit-words';

/** Policies that nothing is made of yet: those that open APIs propose products, those that limit propose plans. */
export function Proposals({ proposals, mayMake }: { proposals: readonly Proposal[]; mayMake: boolean }) {
  return (
    <section className="grid gap-3">
      <SectionHeader
        title="Proposals"
        description="Policies of the gateway that no product and no plan is made of yet."
      />
      <Table label="Proposals">
        <THead>
          <TH>Policy</TH>
          <TH hideBelow="sm">What it does</TH>
          <TH label="Make of it" align="end" />
        </THead>
        <TBody>
          {proposals.map((proposal) => (
            <TRow key={proposal.id}>
              <TCell rowHeader>
                {proposal.name}
                <code className="block break-all text-ink-muted text-xs">{proposal.policyId}</code>
              </TCell>
              <TCell hideBelow="sm">
                {proposal.becomes === 'product'
                  ? `Opens ${proposal.apis.join(', ') || 'no API'}`
                  : limitWords(proposal.limits)}
              </TCell>
              <TCell align="end" fit>
                {mayMake ? (
                  <ButtonLink href={`/admin/${proposal.becomes}s/new?policy=${proposal.id}`} size="sm">
                    Make a {proposal.becomes}
                    <span className="sr-only"> of {proposal.name}</span>
                  </ButtonLink>
                ) : (
                  <span className="text-ink-muted">A {proposal.becomes}</span>
                )}
              </TCell>
            </TRow>
          ))}
        </TBody>
      </Table>
    </section>
  );
}
