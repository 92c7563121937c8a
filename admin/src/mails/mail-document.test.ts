import { expect, it } from 'vitest';
import { mailDocument } from './mail-document.ts';

it('gives style elements the nonce and turns style attributes into rules', () => {
  const shown = mailDocument(
    '<html><head><style>p{margin:0}</style></head><body style="color:red"><p class="x" style=\'font-family:"Arial"\'>Dag</p></body></html>',
    'abc',
  );
  expect(shown).toContain('<style nonce="abc">p{margin:0}</style>');
  expect(shown).toContain('<body data-mail-style="0">');
  expect(shown).toContain('<p class="x" data-mail-style="1">');
  expect(shown).toContain('[data-mail-style="0"]{color:red}');
  expect(shown).toContain('[data-mail-style="1"]{font-family:"Arial"}');
  expect(shown).not.toMatch(/\sstyle=/);
});

it('lets no style close its rule or its element', () => {
  const shown = mailDocument('<p style="color:red}</style><script>alert(1)</script>">Dag</p>', 'abc');
  expect(shown).not.toContain('<script');
  expect(shown.match(/<\/style>/g)).toHaveLength(1);
});
