import { type RestCall, reads } from './call';

export const productCalls: Record<string, RestCall> = {
  listProducts: reads('products:read', () => '/products'),
  getProduct: reads('products:read', ({ world }) => `/products/${world.payments.id}`),
};
