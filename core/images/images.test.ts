import { deflateSync } from 'node:zlib';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { images, products } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { tinyGif, tinyJpeg, tinyPng, tinyWebp } from '@/test/pictures';
import { draftProduct } from '@/test/products';
import { seedWorld } from '@/test/world';
import { changeProductLogo } from '../products/change-logo';
import { deleteImage } from './delete-image';
import { imageFacts } from './image-facts';
import { readImage } from './read-image';
import { uploadImage } from './upload-image';

function pngOf(width: number, height: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const chunk = (kind: string, data: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(kind), data, Buffer.alloc(4)]);
  };
  const parts = [chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.alloc(10))), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([tinyPng.subarray(0, 8), ...parts]);
}

test('the type is found out from the bytes [U-02]', () => {
  expect(imageFacts(tinyPng)).toEqual({ contentType: 'image/png', width: 1, height: 1 });
  expect(imageFacts(tinyGif)).toEqual({ contentType: 'image/gif', width: 1, height: 1 });
  expect(imageFacts(tinyWebp)).toEqual({ contentType: 'image/webp', width: 1, height: 1 });
  expect(imageFacts(tinyJpeg)).toEqual({ contentType: 'image/jpeg', width: 1, height: 1 });
});

test('what could run, hide or burst is refused in words [U-01] [U-04]', () => {
  const svg = Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>');
  expect(() => imageFacts(svg)).toThrow('SVG pictures can carry programs');
  expect(() => imageFacts(Buffer.from('<!doctype html><script>1</script>'))).toThrow('no picture');
  expect(() => imageFacts(Buffer.alloc(0))).toThrow('Choose a picture');
  expect(() => imageFacts(Buffer.concat([tinyPng, Buffer.alloc(2 * 1024 * 1024)]))).toThrow('larger than 2 MB');
  expect(() => imageFacts(pngOf(50_000, 50_000))).toThrow('50000 × 50000 pixels');
  expect(() => imageFacts(pngOf(4097, 1))).toThrow('at most 4096');
  expect(imageFacts(pngOf(4096, 4096)).width).toBe(4096);
  expect(() => imageFacts(pngOf(0, 1))).toThrow('damaged');
});

test.each([
  ['PNG', tinyPng],
  ['GIF', tinyGif],
  ['WebP', tinyWebp],
  ['JPEG', tinyJpeg],
])('nothing else travels behind a %s, and half of one is none [U-02]', (_name, picture) => {
  const page = Buffer.from('<script>alert(1)</script>');
  expect(() => imageFacts(Buffer.concat([picture, page]))).toThrow('damaged');
  expect(() => imageFacts(picture.subarray(0, picture.length - 3))).toThrow('damaged');
  for (let length = 0; length < picture.length; length += 1) {
    expect(() => imageFacts(picture.subarray(0, length))).toThrow();
  }
});

test('a frame of a GIF that is larger than its screen counts [U-04]', () => {
  const wide = Buffer.from(tinyGif);
  wide.writeUInt16LE(60_000, wide.indexOf(0x2c) + 5);
  expect(() => imageFacts(wide)).toThrow('pixels');
});

test('a picture is seen by whoever sees its product, and by nobody else [I-14] [U-03]', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const { productId, slug } = await draftProduct(db, world);
    const admin = contextFor(db, world.alan);
    const { imageId, href } = await uploadImage(admin, { productId, name: '../a/logo.png', bytes: tinyPng });
    expect(href).toBe(`/products/${slug}/images/${imageId}`);
    const read = (product: string | null, actor = world.eve) =>
      readImage(contextFor(db, actor), { product, imageId }).then(
        ({ contentType }) => contentType,
        (error: { code: string }) => error.code,
      );
    expect(await read(slug)).toBe('not_found');
    expect(await readImage(admin, { product: slug, imageId })).toMatchObject({ contentType: 'image/png' });
    await db.update(products).set({ state: 'published' }).where(eq(products.id, productId));
    expect(await read(slug)).toBe('image/png');
    // Another product's address, and the portal's own, are no way round.
    expect(await read('another')).toBe('not_found');
    expect(await read(null)).toBe('not_found');
    const [row] = await db.select({ name: images.name }).from(images).where(eq(images.id, imageId));
    expect(row?.name).toBe('logo.png');
  }));

test('a new logo replaces the old one, and a deleted one leaves the letter', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const { productId } = await draftProduct(db, world);
    const admin = contextFor(db, world.alan);
    const logo = async () => {
      const [row] = await db.select({ id: products.logoImageId }).from(products).where(eq(products.id, productId));
      return row?.id ?? null;
    };
    await changeProductLogo(admin, { productId, file: { name: 'a.png', bytes: tinyPng } });
    const first = await logo();
    await changeProductLogo(admin, { productId, file: { name: 'b.gif', bytes: tinyGif } });
    const second = await logo();
    expect(second).not.toBe(first);
    const kept = await db.select({ id: images.id }).from(images).where(eq(images.productId, productId));
    expect(kept).toEqual([{ id: second }]);
    await deleteImage(admin, { imageId: second ?? '' });
    expect(await logo()).toBeNull();
  }));
