import Link from 'next/link';
import { valueWords } from '@/components/charts/chart-words';
import { SparkBars } from '@/components/charts/spark-bars';
import { Card } from '@/components/ui/card';
import type { Context } from '@/core/context';
import { loadUsageGlance } from '@/server/usage-glance';

/**
 * The calls of the last seven days, among other things of a page: of a key, of an app, or of all that the reader may see. Nothing
 * where there are no figures: the page behind `href` says why.
 */
export async function UsageSection({
  ctx,
  of = {},
  href,
}: {
  ctx: Context;
  of?: { appId?: string; credentialId?: string; hashes?: readonly string[] };
  href: string;
}) {
  const glance = await loadUsageGlance(ctx, of);
  if (glance.outcome !== 'figures') return null;
  const { calls, errors } = glance.now;
  const words = `${valueWords(calls, 'count')} calls in the last 7 days, ${valueWords(errors, 'count')} of them errors`;
  return (
    <Card
      title="Usage"
      description={`${words}.`}
      actions={
        <Link href={href} className="link text-sm">
          Show usage
        </Link>
      }
    >
      <SparkBars label={`${words}, by day.`} days={glance.points.map(({ at, now }) => ({ at, value: now.calls }))} />
    </Card>
  );
}
