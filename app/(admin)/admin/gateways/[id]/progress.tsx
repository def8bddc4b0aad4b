import { RefreshWhileMoving } from '@/app/(live)/keys/refresh-while-moving';
import { Card } from '@/components/ui/card';
import { type Step, Steps } from '@/components/ui/steps';
import { Time } from '@/components/ui/time';
import type { GatewayDetail } from '@/core/gateways/get-gateway';

type UnderWay = NonNullable<GatewayDetail['underWay']>;

const STEPS: { step: UnderWay['step']; title: string; about: string }[] = [
  { step: 'waiting', title: 'Ordered', about: 'Waits for its turn.' },
  { step: 'connecting', title: 'Connect', about: 'Tests the secret, the version, the hash function and the clock.' },
  { step: 'reading', title: 'Read', about: 'Asks for its APIs and policies.' },
  { step: 'comparing', title: 'Compare', about: 'Keeps what is new, changed, gone or back.' },
];

/** How far a synchronization is. The page looks again by itself; whoever leaves it misses nothing. */
export function Progress({ underWay, now }: { underWay: UnderWay; now: Date }) {
  const at = STEPS.findIndex(({ step }) => step === underWay.step);
  const steps = STEPS.map(({ title, about }, index): Step => {
    if (index < at) return { title, state: 'done' };
    return index === at ? { title, state: 'current', about } : { title, state: 'todo' };
  });
  return (
    <Card
      title="Synchronization under way"
      description={
        <>
          Ordered <Time value={underWay.orderedAt} now={now} />. You can leave this page.
        </>
      }
    >
      <RefreshWhileMoving seconds={2} />
      <Steps label="Synchronization" steps={steps} />
    </Card>
  );
}
