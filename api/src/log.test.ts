import { expect, test } from 'vitest';
import { makeLog, reasonOf, scrub } from '#api/log.ts';

test('what libraries say of a failure keeps its reason and loses the person', () => {
  const inner = Object.assign(new Error('duplicate key value violates "x": Key (email)=(anna@post.example) exists'), {
    code: '23505',
    constraint: 'contacts_email_taken',
  });
  const failed = new Error('Failed query: select … where email = $1\nparams: anna@post.example,Anna', { cause: inner });
  const reason = reasonOf(failed);
  expect(JSON.stringify(reason)).not.toMatch(/anna/i);
  expect(reason).toMatchObject({ code: '23505', constraint: 'contacts_email_taken' });
  expect(scrub("Can't send mail: 550 5.1.1 <log.persoon@voorbeeld.nl> User unknown")).toBe(
    "Can't send mail: 550 5.1.1 <…@…> User unknown",
  );
});

test('the log cleans errors and messages alike', () => {
  const lines: string[] = [];
  const log = makeLog('info', { write: (line: string) => void lines.push(line) });
  log.warn({ err: 'refused for anna@post.example' }, 'a');
  log.error({ err: new Error('no such person: anna@post.example') }, 'b');
  expect(lines.join('')).not.toContain('anna@');
  expect(lines.join('')).toContain('no such person');
});
