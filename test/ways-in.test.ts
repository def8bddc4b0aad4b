import { describe, expect, test } from 'vitest';
import { sourceFiles } from './source-files';

/*
 * What a request can reach without a verb having been asked: read from the sources, so that whatever is added later is
 * held to it, too.
 */
const app = sourceFiles('app');
const isActions = (text: string) => /^\s*['"]use server['"]/.test(text);
const actionFiles = app.filter(({ text }) => isActions(text));

/** Actions that are no `formAction`: each reads what it is sent by itself, and changes a cookie of this browser at most. */
const WRITTEN_OUT = [
  'app/(admin)/admin/emails/actions.ts#previewMailTemplateAction',
  'app/(admin)/admin/markdown/actions.ts#previewMarkdownAction',
  'app/(admin)/admin/settings/branding/actions.ts#previewBrandingAction',
  'app/(admin)/admin/view-as/actions.ts#stopViewingAction',
  'app/frame-actions.ts#chooseThemeAction',
  'app/frame-actions.ts#logOutAction',
  'app/frame-actions.ts#stopPreviewAction',
];

describe('a server action', () => {
  test('is made by formAction, which asks for the origin and reads every field, and nothing else is exported [S-07]', () => {
    expect(actionFiles.length).toBeGreaterThan(60);
    const others = actionFiles.flatMap(({ path, text }) =>
      [...text.matchAll(/^export (.*)$/gm)]
        .map(([, what = '']) => what)
        .filter((what) => !/^const \w+ = formAction(<.*>)?\($/.test(what) && !/^const \w+ = formAction\(\w/.test(what))
        .filter((what) => !/^const \w+ = formAction\(z\./.test(what) && !/^(type|interface) /.test(what))
        .map((what) => `${path}#${/(?:function|const) (\w+)/.exec(what)?.[1] ?? what}`),
    );
    expect(others.sort()).toEqual(WRITTEN_OUT);
  });

  test('that is written out parses what it is sent, or takes nothing but a form that it does not trust [S-06]', () => {
    for (const name of WRITTEN_OUT) {
      const [path, action] = name.split('#');
      const text = actionFiles.find((file) => file.path === path)?.text ?? '';
      const body = text.slice(text.indexOf(`function ${action}(`));
      const head = body.slice(0, body.indexOf('\n'));
      expect(head, name).toMatch(/\((_data: FormData|data: FormData|given: unknown)\)/);
      if (head.includes('given')) expect(body.slice(0, 250), name).toContain('safeParse(given)');
    }
  });

  // A closure's variables travel through the browser and back, sealed with a key that every instance must share.
  test('has no bound arguments and no closure: everything that it knows, it was sent and reads again [S-08] [L-08]', () => {
    for (const { path, text } of [...app, ...sourceFiles('components')]) {
      expect(/\b\w*Action\.bind\(/.test(text), path).toBe(false);
      expect(!isActions(text) && /^\s*['"]use server['"]/m.test(text), path).toBe(false);
    }
  });
});

describe('a route', () => {
  const routes = app.filter(({ path }) => path.endsWith('/route.ts'));
  /** What refuses other sites: a check of the origin, or a way in that no cookie opens; next-auth has a token of its own. */
  const GUARDS =
    /refuseForeignOrigin\(request\.headers\)|return takePicture\(request|openRest\(\)\.fetch|openMcp|openClassic|NextAuth\(authOptions/;

  test('that takes anything but GET refuses what another site had a browser send [S-15]', () => {
    const taking = routes.filter(({ text }) =>
      /\b(POST|PUT|PATCH|DELETE)\b/.test(text.replace(/\/\*[\s\S]*?\*\//g, '')),
    );
    expect(taking.length).toBeGreaterThanOrEqual(8);
    for (const { path, text } of taking) expect(GUARDS.test(text), path).toBe(true);
  });

  /** Verbs that a route may carry out. The exports note in the log that they were taken; that is all they change. */
  const MAY_CHANGE = [
    'app/(admin)/admin/audit/export-response.ts: exportEvents',
    'app/(admin)/admin/products/[slug]/logo/route.ts: changeProductLogo',
    'app/(admin)/admin/products/[slug]/pictures/route.ts: uploadImage',
    'app/(admin)/admin/requests/export.csv/route.ts: exportDecided',
    'app/(admin)/admin/requests/export.csv/route.ts: exportInbox',
    'app/(admin)/admin/settings/branding/logo/route.ts: setDraftLogo',
    'app/(admin)/admin/settings/branding/logo/route.ts: uploadImage',
    'app/(admin)/admin/users/export.csv/route.ts: exportUsers',
    'app/(live)/organization/export/route.ts: exportOrganization',
    'app/(live)/products/[product]/docs/[api]/[operation]/try/route.ts: sendTrial',
    'app/(live)/profile/export/route.ts: exportMyData',
    'app/api/admin/products/[slug]/documents/[api]/route.ts: uploadDocument',
  ];

  test('or page that is only looked at changes nothing: no verb is carried out outside of actions and these [S-12]', () => {
    const verbs = sourceFiles('core')
      .filter(({ text }) => /\bmutate\(/.test(text))
      .flatMap(({ text }) => [...text.matchAll(/^export async function (\w+)\(/gm)].map(([, name]) => name ?? ''));
    expect(verbs.length).toBeGreaterThan(200);
    const changing = new Set(verbs);
    const found = app
      .filter(({ text }) => !isActions(text))
      .flatMap(({ path, text }) =>
        [...text.matchAll(/^import (?!type)\{([^}]*)\} from '@\/core/gm)]
          .flatMap(([, names = '']) => names.split(',').map((name) => name.trim()))
          .filter((name) => changing.has(name))
          .map((name) => `${path}: ${name}`),
      );
    expect(found.sort()).toEqual(MAY_CHANGE);
    for (const line of MAY_CHANGE.filter((each) => !/: export/.test(each))) {
      const path = line.split(': ')[0];
      const text = app.find((file) => file.path === path)?.text ?? '';
      if (/\bGET\b/.test(text)) expect(text, path).toMatch(/export function GET\([\s\S]*?getTrialForm/);
    }
  });
});

test('nobody is sent where a request says: a redirect has its path in the source, or was made safe [S-11]', () => {
  const WRITTEN = /^(`\/[a-z]|'\/|`\$\{PATH\}|PATH\b)/;
  const MADE_SAFE = /^(await )?(safePath|landingFor|pathAfterAsking|pathOfProof)\(/;
  const asked = [...app, ...sourceFiles('server')].flatMap(({ path, text }) =>
    [...text.matchAll(/(?<![.\w])redirect\(([^;]*)\);/g)]
      .map(([, to = '']) => to)
      .filter((to) => !WRITTEN.test(to) && !MADE_SAFE.test(to))
      .map((to) => `${path}: ${to}`),
  );
  expect(asked.sort()).toEqual([
    // safePath() a line before.
    "app/(admin)/admin/view-as/actions.ts: goal === '/' ? '/catalogs' : goal",
    // safePath() where the page reads its address.
    'app/(auth)/auth/prove/page.tsx: next',
    // The page of logging in, with what safePath() made of the rest.
    'app/(auth)/auth/second-factor/page.tsx: login',
    // A row that the portal wrote, and openNotification leads nowhere else (core/notifications).
    'app/(live)/notifications/actions.ts: href',
    "server/context.ts: actor.needsSecondFactor ? '/auth/second-factor/set-up' : '/auth/login'",
  ]);
});

describe('SQL', () => {
  /** Files that name tables, columns or types in the text of a statement: names of the schema, none of a request. */
  const NAMING = [
    'core/access-requests/was-asked.ts',
    'core/audit/canonical-event.ts',
    'core/audit/subject-by-name.ts',
    'core/inbox/get-tools.ts',
    'core/moving/export-portal.ts',
    'core/moving/insert-rows.ts',
    'core/moving/refuse-used.ts',
    'core/moving/with-late-references.ts',
    'core/secrets/read-sealed.ts',
  ];

  // Write `sql.raw(input.sort)` anywhere and this must fail.
  test('takes every value as a parameter: only these files write names into it [V-05]', () => {
    const files = ['app', 'core', 'db', 'emails', 'gateway', 'server'].flatMap(sourceFiles);
    const naming = files.filter(({ text }) => /\bsql\.(raw|identifier)\(/.test(text)).map(({ path }) => path);
    expect(naming.sort()).toEqual(NAMING);
    for (const { path, text } of files.filter((file) => /^(app|core|server)/.test(file.path))) {
      expect(/\.(query|execute)\(`[^`]*\$\{/.test(text), path).toBe(false);
    }
  });
});
