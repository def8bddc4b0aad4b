// A program that brings a developer into the portal and gets them their key, over the REST API and nothing else.
// Its types are made of the portal's own document:
//   npm install openapi-fetch && npx openapi-typescript https://portal.example/api/v1/openapi.json -o portal-api.d.ts
import createClient from 'openapi-fetch';
import type { paths } from './portal-api';

export type Wish = {
  email: string;
  firstName: string;
  lastName: string;
  /** The first one: the developer chooses another at the first login. */
  password: string;
  /** As the portal calls them in addresses. */
  product: string;
  plan: string;
  app: string;
};

/** What a program does with a token of `developers:write`, `requests:write`, `products:read`, `plans:read` and `credentials:read`. */
export function portal(url: string, token: string) {
  const api = createClient<paths>({ baseUrl: `${url}/api/v1`, headers: { authorization: `Bearer ${token}` } });

  return {
    /** Makes the developer, asks for access in their name, approves it: answers the credential that will be their key. */
    async bring(wish: Wish): Promise<{ credentialId: string }> {
      const products = done(await api.GET('/products', { params: { query: { search: wish.product } } }));
      const plans = done(await api.GET('/plans', { params: { query: { limit: 200 } } }));
      const productId = named(products.items, wish.product);
      const planId = named(plans.items, wish.plan);
      const { email, firstName, lastName, password } = wish;
      // Sent twice, nothing happens twice: the key belongs to the wish.
      const once = (step: string) => ({ params: { header: { 'Idempotency-Key': `${step}:${email}` } } });
      const developer = done(
        await api.POST('/developers', {
          ...once('developer'),
          body: { email, firstName, lastName, password },
        }),
      );
      const request = done(
        await api.POST('/requests', {
          ...once('request'),
          body: { developerId: developer.id, productIds: [productId], planId, appName: wish.app },
        }),
      );
      const decided =
        request.status === 'pending'
          ? done(
              await api.POST('/requests/{id}/approve', {
                params: { path: { id: request.id }, header: { 'Idempotency-Key': `approve:${request.id}` } },
                body: { version: request.version },
              }),
            )
          : request;
      if (!decided.credential) throw new Error(`The request is ${decided.status}, and has no key.`);
      return { credentialId: decided.credential.id };
    },

    /** Whether the gateway has the key by now. It reaches the developer by mail or on their page, never this program. */
    async works(credentialId: string): Promise<boolean> {
      const params = { path: { id: credentialId } };
      const credential = done(await api.GET('/credentials/{id}', { params }));
      if (credential.trouble) throw new Error(credential.trouble);
      return credential.status === 'active';
    },
  };
}

function named(items: readonly { id: string; slug: string }[], slug: string): string {
  const found = items.find((item) => item.slug === slug);
  if (!found) throw new Error(`The portal has no ${slug}.`);
  return found.id;
}

/** What was answered; a refusal is thrown in the portal's words. */
function done<Data>(answer: { data?: Data; error?: { detail: string }; response: Response }): Data {
  if (answer.data !== undefined) return answer.data;
  throw new Error(`${answer.response.status}: ${answer.error?.detail ?? 'no answer'}`);
}
