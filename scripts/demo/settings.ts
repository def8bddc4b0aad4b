import type { Context } from '@/core/context';
import { mutate } from '@/core/mutate';
import { changeSettings } from '@/core/settings/change-settings';
import { readSettings } from '@/core/settings/read';
import type { FormField } from '@/db/schema';

/** Asked with every request. */
const demoRequestFields: FormField[] = [
  {
    name: 'what_will_you_build',
    label: 'What will you build?',
    kind: 'long_text',
    required: true,
    help: 'A sentence or two. It helps us to say yes quickly.',
  },
  {
    name: 'expected_calls_per_day',
    label: 'Expected calls per day',
    kind: 'choice',
    required: false,
    choices: ['Fewer than 1,000', '1,000 to 10,000', '10,000 to 100,000', 'More than 100,000'],
  },
];

/** The portal's name, its doors and its questions. */
export async function changeDemoSettings(ctx: Context): Promise<void> {
  const { version } = await readSettings(ctx.db);
  const wanted = {
    portalName: 'Saltmarsh APIs',
    welcome: 'Everything that our systems can do for yours: read, ask, call.',
    accent: '#0f766e',
    autoApproveDevelopers: true,
    organizationsMayRegister: true,
    autoApproveOrganizations: false,
    // The demo's upstream answers at once, so nothing has to be watched for long.
    settleSeconds: 5,
    requestFields: demoRequestFields,
    // Twice a year people look through their apps.
    reviewEveryDays: 180,
  };
  await mutate(ctx, (unit) => changeSettings(unit, wanted, version));
}
