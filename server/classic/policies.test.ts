import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { accessRequestProducts, accessRequests, type FormField, settings } from '@/db/schema';
import { type Said, withClassic } from '@/test/classic';

const pointers = ({ Meta }: Said) => (Meta.errors as { pointer: string }[]).map(({ pointer }) => pointer);
const question = (name: string, label: string): FormField => ({ name, label, kind: 'text', required: true });

describe('policies', () => {
  test('mean the products and the plan that they stand for, also by slug', () =>
    withClassic(async (send, world, db) => {
      const names = new Map([world.payments, world.weather].map(({ id, slug }) => [id, slug]));
      const meaning = async (wish: object) => {
        const { Message } = await send('POST /requests', { by_user: world.dora.userId, version: 'v2', ...wish });
        const [request] = await db.select().from(accessRequests).where(eq(accessRequests.id, Message));
        const products = await db
          .select()
          .from(accessRequestProducts)
          .where(eq(accessRequestProducts.accessRequestId, Message));
        return [...products.map(({ productId }) => names.get(productId) ?? '').toSorted(), request?.terms.slug];
      };
      expect(await meaning({ apply_policies: ['acl-payments', 'plan-free'] })).toEqual(['payments', 'free']);
      const two = { apply_policies: ['acl-weather', 'acl-payments'], for_plan: 'plan-free' };
      expect(await meaning(two)).toEqual(['payments', 'weather', 'free']);
      expect(await meaning({ apply_policies: ['weather'], for_plan: 'standard' })).toEqual(['weather', 'standard']);
    }));

  test('that mean several things, or nothing to this developer, are refused by their place', () =>
    withClassic(async (send, world, db) => {
      const refused: [object, string[]][] = [
        [{ apply_policies: ['acl-payments'] }, ['/apply_policies']],
        [{ for_plan: 'plan-free' }, ['/for_plan']],
        [{ apply_policies: ['acl-payments', 'plan-free', 'plan-standard'] }, ['/apply_policies']],
        [{ apply_policies: ['acl-payments', 'nothing'], for_plan: '5703' }, ['/apply_policies/1', '/for_plan']],
        // Of a private catalog that is for others; of a draft.
        [{ apply_policies: ['acl-ledger', 'plan-free'] }, ['/apply_policies/0']],
        [{ apply_policies: ['acl-maps', 'plan-free'] }, ['/apply_policies/0']],
        [{ apply_policies: [] }, ['/apply_policies']],
        [{ apply_policies: ['acl-payments', 'plan-free'], version: 'v1' }, ['/version']],
        [{ apply_policies: ['acl-payments', 'plan-free'], approved: true }, ['/approved']],
        [{ apply_policies: ['acl-payments', 'plan-free'], jwt_secret: 'secret' }, ['/jwt_secret']],
      ];
      for (const [wish, expected] of refused) {
        const got = await send('POST /requests', { by_user: world.dora.userId, ...wish });
        expect([got.status, got.Status, pointers(got)], JSON.stringify(wish)).toEqual([422, 'Error', expected]);
      }
      expect(await db.$count(accessRequests)).toBe(0);
    }));

  test('what more than one catalog offers is asked for in the first of them', () =>
    withClassic(async (send, world, db) => {
      const wish = { by_user: world.ada.userId, apply_policies: ['acl-payments', 'plan-standard'] };
      const { Message } = await send('POST /requests', wish);
      const [request] = await db.select().from(accessRequests).where(eq(accessRequests.id, Message));
      expect(request).toMatchObject({ catalogId: world.partnerCatalog.id, organizationId: world.acme.id });
    }));

  test('a question that is not answered, or not asked, is named as it was sent', () =>
    withClassic(async (send, world, db) => {
      await db.update(settings).set({ requestFields: [question('why', 'Why?')] });
      const wish = { by_user: world.dora.userId, apply_policies: ['acl-payments', 'plan-free'] };
      expect(pointers(await send('POST /requests', wish))).toEqual(['/fields/why']);
      const unasked = await send('POST /requests', { ...wish, fields: { 'Why?': 'Because', colour: 'red' } });
      expect(pointers(unasked)).toEqual(['/fields/colour']);
      const wrong = await send('POST /requests', { ...wish, fields: { 'Why?': 'a'.repeat(300) } });
      expect(pointers(wrong)).toEqual(['/fields/Why?']);
    }));
});
