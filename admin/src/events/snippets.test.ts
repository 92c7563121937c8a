import { describe, expect, it } from 'vitest';
import { cssOf, frameOf, type SnippetGiven, snippetOf } from './snippets.ts';

const given: SnippetGiven = {
  host: 'https://host.example',
  programme: 'pr8werk',
  slug: 'ontbijt-zorg',
  source: 'onz-achterhoek',
  look: {},
  linkText: 'Aanmelden voor Ontbijt <b>"Zorg"</b> & [wonen]',
  language: 'nl',
};

describe('what to paste', () => {
  it('on a site of one’s own is the element, with a link inside that cannot break out', () => {
    expect(snippetOf('html', given).split('\n')).toEqual([
      '<script type="module" src="https://host.example/embed/v1.js"></script>',
      '<pr8werk-signup event="pr8werk/ontbijt-zorg" source="onz-achterhoek">',
      '  <a href="https://host.example/pr8werk/e/ontbijt-zorg?source=onz-achterhoek">Aanmelden voor Ontbijt &#60;b&#62;&#34;Zorg&#34;&#60;/b&#62; &#38; [wonen]</a>',
      '</pr8werk-signup>',
    ]);
  });

  it('carries colours along where it can', () => {
    const look = { 'button-background': '#00508f', radius: '0' } as const;
    expect(snippetOf('html', { ...given, look })).toContain(
      '<style>\npr8werk-signup {\n  --pr8werk-button-background: #00508f;\n  --pr8werk-radius: 0px;\n}\n</style>',
    );
    expect(snippetOf('builder', { ...given, look })).toContain('.pr8werk-signup {');
    expect(frameOf({ ...given, look })).toBe(
      'https://host.example/pr8werk/e/ontbijt-zorg/embed?source=onz-achterhoek&button-background=00508f&radius=0',
    );
    expect(cssOf({})).toBe('');
  });

  it('is a div for builders that drop tags they do not know, and a shortcode for WordPress', () => {
    expect(snippetOf('builder', { ...given, source: '', language: 'en' })).toContain(
      '<div class="pr8werk-signup" data-event="pr8werk/ontbijt-zorg" data-lang="en">',
    );
    expect(snippetOf('wordpress-plugin', { ...given, slug: 'next' })).toBe(
      '[pr8werk_signup event="pr8werk/next" source="onz-achterhoek" link="Aanmelden voor Ontbijt &#60;b&#62;”Zorg”&#60;/b&#62; &#38; (wonen)"]',
    );
  });

  it('is an address where nothing else fits', () => {
    const address = 'https://host.example/pr8werk/e/ontbijt-zorg?source=onz-achterhoek';
    expect([snippetOf('link', given), snippetOf('wordpress-link', given)]).toEqual([address, address]);
    expect(snippetOf('frame', given)).toMatch(
      /^<iframe src="[^"]+" title="[^"]+" style="[^"]+"><\/iframe>\n<script src/,
    );
  });
});
