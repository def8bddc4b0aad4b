import { describe, expect, test } from 'vitest';
import { createSecretBox } from './secret-box';

const box = createSecretBox('one secret of thirty-two characters');

describe('the secret box', () => {
  test('what was sealed opens again, for the same row only [K-20]', () => {
    const sealed = box.seal('the key', 'credential:1');
    expect(box.open(sealed, 'credential:1')).toBe('the key');
    expect(() => box.open(sealed, 'credential:2')).toThrow();
  });

  test('a changed byte or another secret opens nothing [K-21]', () => {
    const sealed = box.seal('the key', 'credential:1');
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      expect(() => box.open(changed, 'credential:1')).toThrow();
    }
    expect(() => createSecretBox('another secret of thirty-two chars').open(sealed, 'credential:1')).toThrow();
  });

  test('the same text sealed twice looks different, and its digest the same', () => {
    expect(box.seal('k', 'a').equals(box.seal('k', 'a'))).toBe(false);
    expect(box.digest('key', 'k').equals(box.digest('key', 'k'))).toBe(true);
    expect(box.digest('key', 'k').equals(box.digest('other', 'k'))).toBe(false);
  });
});

describe('after a change of the secret', () => {
  const NEW = 'a new secret of thirty-two characters';
  const both = createSecretBox(NEW, ['one secret of thirty-two characters']);

  test('what the previous one sealed opens, and is sealed anew once', () => {
    const sealed = box.seal('the key', 'credential:1');
    expect(both.open(sealed, 'credential:1')).toBe('the key');
    expect(() => both.open(sealed, 'credential:2')).toThrow();
    const anew = both.reseal(sealed, 'credential:1') ?? Buffer.alloc(0);
    expect(createSecretBox(NEW).open(anew, 'credential:1')).toBe('the key');
    expect(both.reseal(anew, 'credential:1')).toBeNull();
    expect(() => createSecretBox(NEW).reseal(sealed, 'credential:1')).toThrow(/PORTAL_SECRET_PREVIOUS/);
  });

  test('a look-up knows what either of them filed; what is filed from now on is the new one’s', () => {
    expect(both.digests('key', 'k')).toEqual([createSecretBox(NEW).digest('key', 'k'), box.digest('key', 'k')]);
    expect(both.digest('key', 'k')).toEqual(createSecretBox(NEW).digest('key', 'k'));
    expect(box.digests('key', 'k')).toEqual([box.digest('key', 'k')]);
  });
});
