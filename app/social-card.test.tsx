import { ImageResponse } from 'next/og';
import { expect, test, vi } from 'vitest';
import { CARD_SIZE, CardPicture } from '@/components/social/card-picture';
import { drawable } from '@/core/seo/drawable';

/** Every character that `drawable` lets through. */
function allDrawable(): string {
  const codes = Array.from({ length: 0x2fff }, (_, code) => String.fromCodePoint(code));
  return codes.filter((character) => character.trim() && drawable(`${character}`, 9) === character).join('');
}

// Let drawable pass a character that the font has not (天), and this must fail: the library asks Google for a font.
test('a card is drawn without asking anybody for a font, whatever stands on it', async () => {
  const asked = vi.spyOn(globalThis, 'fetch');
  try {
    const text = allDrawable();
    expect(text.length).toBeGreaterThan(400);
    const card = {
      portalName: 'Lamp',
      title: 'Größe',
      about: text,
      accent: '#0b7a4b',
      logo: null,
      host: 'portal.test',
    };
    const drawing = new ImageResponse(<CardPicture {...card} />, CARD_SIZE);
    const picture = Buffer.from(await drawing.arrayBuffer());
    expect(picture.subarray(1, 4).toString()).toBe('PNG');
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([1200, 630]);
    // Its own WebAssembly comes from a text inside the library.
    const places = asked.mock.calls.map(([address]) => String(address).slice(0, 80));
    expect(places.filter((place) => !place.startsWith('data:'))).toEqual([]);
  } finally {
    asked.mockRestore();
  }
});
