import { describe, expect, it } from 'vitest';
import { findApi, parseEvent, parseLanguage, parsePrefill, parseSource, webAddress } from './settings.ts';

describe('attributes', () => {
  it('reads an event', () => {
    expect(parseEvent(' pr8werk/next ')).toEqual({ programme: 'pr8werk', slug: 'next' });
    for (const wrong of [null, '', 'pr8werk', 'pr8werk/', 'pr8werk/a/b', '../x', 'pr8werk/../y', 'Pr8werk/next']) {
      expect(parseEvent(wrong), String(wrong)).toBeNull();
    }
  });

  it('leaves out a source the api would refuse', () => {
    expect(parseSource('ONZ-Achterhoek')).toBe('onz-achterhoek');
    for (const wrong of [null, '', 'onz achterhoek', 'a'.repeat(81)]) expect(parseSource(wrong)).toBeUndefined();
  });

  it('knows Dutch and English', () => {
    expect(['nl', 'nl-BE', 'en', 'en-GB', 'EN', 'de', '', null].map(parseLanguage).join(' ')).toBe(
      'nl nl en en en nl nl nl',
    );
  });

  it('goes on to web addresses only', () => {
    expect(webAddress('/dank-je', 'https://host.example/a/b')).toBe('https://host.example/dank-je');
    expect(webAddress('https://elders.example/?x=1')).toBe('https://elders.example/?x=1');
    for (const wrong of [null, '', 'javascript:alert(1)', 'data:text/html,x', ' JaVaScRiPt:x', 'dank-je']) {
      expect(webAddress(wrong)).toBeNull();
    }
  });

  it('reads values to begin with', () => {
    expect(parsePrefill('role=guest&organisation=Gemeente%20Berkelland')).toEqual({
      role: 'guest',
      organisation: 'Gemeente Berkelland',
    });
  });
});

describe('where the api is', () => {
  const link = 'https://pr8.example/pr8werk/e/ontbijt';
  it.each([
    ['https://set.example/sub/', 'https://pr8.example/embed/v1.js', 'https://set.example/sub'],
    [null, 'https://pr8.example/embed/v1.js?ver=6.5', 'https://pr8.example'],
    [null, 'https://pr8.example/sub/embed/v1.js', 'https://pr8.example/sub'],
    [null, 'https://host.example/cache/all.js', 'https://pr8.example'],
    ['javascript:1', 'blob:https://host.example/1', 'https://pr8.example'],
  ])('attribute %s and script %s lead to %s', (set, script, api) => {
    expect(findApi(set, script, ['https://host.example/contact', link], 'pr8werk')).toBe(api);
  });

  it('is not guessed from any other link', () => {
    expect(findApi(null, 'https://host.example/all.js', ['https://host.example/pr8werk'], 'pr8werk')).toBeNull();
  });
});
