import { ArrowDown, ArrowUp } from 'lucide-react';
import Link from 'next/link';
import { ActionForm } from '@/components/ui/action-form';
import { StatusBadge } from '@/components/ui/badge';
import { IconButton } from '@/components/ui/button';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import type { RuleLine } from '@/core/approval-rules/list-rules';
import { orderRulesAction } from './actions';
import { conditionWords, OUTCOME_WORDS } from './rule-words';

type Props = { rules: readonly RuleLine[]; mayChange: boolean };

/** The rules in their order: the first that applies decides. */
export function RulesTable({ rules, mayChange }: Props) {
  const order = rules.map(({ id }) => id).join(',');
  return (
    <Table label="Rules">
      <THead>
        <TH>Rule</TH>
        <TH>When</TH>
        <TH>Then</TH>
        <TH hideBelow="sm">State</TH>
        <TH align="end" hideBelow="md">
          Used
        </TH>
        {mayChange && <TH label="Order" fit />}
      </THead>
      <TBody>
        {rules.map((rule, index) => (
          <TRow key={rule.id}>
            <TCell rowHeader className="min-w-36">
              <Link href={`/admin/settings/rules/${rule.id}`} className="link [overflow-wrap:anywhere]">
                {rule.name}
              </Link>
            </TCell>
            <TCell className="min-w-40 [overflow-wrap:anywhere]">
              {conditionWords(rule.conditions, rule.outcome).join('; ')}
            </TCell>
            <TCell>{OUTCOME_WORDS[rule.outcome]}</TCell>
            <TCell hideBelow="sm">
              <StatusBadge tone={rule.isActive ? 'success' : 'neutral'}>{rule.isActive ? 'Active' : 'Off'}</StatusBadge>
            </TCell>
            <TCell align="end" hideBelow="md">
              {rule.used.toLocaleString('en')}
            </TCell>
            {mayChange && (
              <TCell fit>
                <ActionForm
                  action={orderRulesAction}
                  hidden={{ ruleIds: order }}
                  aria-label={`Order of ${rule.name}`}
                  className="flex! gap-0!"
                >
                  <Move rule={rule} way="up" isDisabled={index === 0} />
                  <Move rule={rule} way="down" isDisabled={index === rules.length - 1} />
                </ActionForm>
              </TCell>
            )}
          </TRow>
        ))}
      </TBody>
    </Table>
  );
}

function Move({ rule, way, isDisabled }: { rule: RuleLine; way: 'up' | 'down'; isDisabled: boolean }) {
  return (
    <IconButton
      type="submit"
      name="move"
      value={`${rule.id}.${way}`}
      size="sm"
      label={`Move ${rule.name} ${way}`}
      icon={way === 'up' ? <ArrowUp aria-hidden="true" /> : <ArrowDown aria-hidden="true" />}
      disabled={isDisabled}
    />
  );
}
