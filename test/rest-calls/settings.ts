import { everyAdmin, type RestCall, runners } from './call';

/** Operations on the settings. */
export const settingsCalls: Record<string, RestCall> = {
  getSettings: {
    scope: 'settings:read',
    stage: async () => ({ path: '/settings' }),
    may: everyAdmin,
    status: 200,
  },
  changeSettings: {
    scope: 'settings:write',
    stage: async () => ({ path: '/settings', body: { portalName: 'Harbour', unclaimedDays: 20, headline: 'Welcome' } }),
    may: runners,
    status: 200,
    wrong: ['invitationDays', 400],
    again: 200,
  },
};
