// docs/integration.md is true: its lines about keys are run as they stand there, in a shell and in a real PHP, against the
// real API. PHP comes from npm, compiled to WebAssembly; it has no network of its own there, so what it sends goes out
// through this process. The functions of WordPress are stand-ins that do what its documentation says of them.

import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { repositoryRoot } from '#api/config.ts';
import { send } from '#test/crowd.ts';
import { aProgramme, aPublishedEvent, asStaff, type Person, type Region } from '#test/people.ts';
import { runPhp } from '#test/php.ts';
import { startTown, type Town } from '#test/town.ts';

let town: Town;
let region: Region;
let olga: Person;
let key: string;
let event: { id: string };
let section: string;
beforeAll(async () => {
  town = await startTown();
  region = await aProgramme(town, { slug: 'pr8werk' });
  olga = await asStaff(town, region);
  const network = await olga.post('/v1/programmes/pr8werk/networks', { slug: 'onz', name: 'ONZ' }).expect(201);
  const made = await olga.post('/v1/programmes/pr8werk/keys', {
    name: 'WordPress',
    network: network.body.id,
    scopes: ['registrations:write', 'registrations:read'],
    expiresAt: null,
  });
  key = made.body.secret;
  event = await aPublishedEvent(town, region, { capacity: 5, title: 'Ontbijt & meer', by: olga });
  const text = await readFile(join(repositoryRoot, 'docs/integration.md'), 'utf8');
  section = /## With a key[\s\S]*?(?=\n## )/.exec(text)![0];
});
afterAll(() => town.close());

const blocks = (language: string) =>
  [...section.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map((it) => it[1]!);
const people = async () =>
  (await olga.get(`/v1/programmes/pr8werk/events/${event.id}/registrations?sort=createdAt`)).body.items;

const hasCurl = await promisify(execFile)('curl', ['--version']).then(
  () => true,
  () => false,
);

test.runIf(hasCurl)('The lines for a shell', async () => {
  const script = blocks('sh').join('\necho\n');
  const { stdout } = await promisify(execFile)('sh', ['-eu', '-c', script], {
    env: { PATH: process.env.PATH, key, base: `${town.url}/v1` },
  });
  const [own, receipt, list] = stdout
    .trim()
    .split('\n')
    .map((it) => JSON.parse(it));
  expect(own).toMatchObject({ network: { slug: 'onz' } });
  expect(receipt).toMatchObject({ status: 'confirmed', needsConfirmation: true });
  expect(list.items).toMatchObject([{ receipt: receipt.receipt, event: event.id, status: 'confirmed' }]);
});

const wordpress = `
function post( $kind, $url, $args = array() ) {
	$GLOBALS['calls'] = ( $GLOBALS['calls'] ?? 0 ) + 1;
	$answer = json_decode( post_message_to_js( json_encode( array( 'method' => $kind, 'url' => $url ) + $args ) ), true );
	return null === $answer['status'] ? new WP_Error() : $answer;
}
class WP_Error {}
function wp_remote_get( $url, $args = array() ) { return post( 'GET', $url, $args ); }
function wp_remote_post( $url, $args = array() ) { return post( 'POST', $url, $args ); }
function is_wp_error( $it ) { return $it instanceof WP_Error; }
function wp_remote_retrieve_response_code( $it ) { return $it['status']; }
function wp_remote_retrieve_body( $it ) { return $it['body']; }
function wp_json_encode( $it ) { return json_encode( $it ); }
function wp_unslash( $it ) { return is_array( $it ) ? array_map( 'wp_unslash', $it ) : stripslashes( $it ); }
function sanitize_text_field( $it ) { return trim( strip_tags( $it ) ); }
function esc_html( $it ) { return htmlspecialchars( $it, ENT_QUOTES ); }
function esc_attr( $it ) { return htmlspecialchars( $it, ENT_QUOTES ); }
function esc_url( $it ) { return htmlspecialchars( $it, ENT_QUOTES ); }
function selected( $a, $b, $echo ) { return $a === $b ? " selected='selected'" : ''; }
function wp_nonce_field( $action, $name, $referer, $echo ) { return '<input type="hidden" name="' . $name . '" value="n0nce">'; }
function wp_verify_nonce( $it, $action ) { return 'n0nce' === $it; }
function wp_generate_uuid4() { $h = bin2hex( random_bytes( 16 ) ); return vsprintf( '%s%s-%s-4%.3s-8%.3s-%s%s%s', str_split( $h, 4 ) ); }
function is_user_logged_in() { return '' !== USER; }
function wp_get_current_user() { return (object) array( 'user_email' => USER ); }
function add_shortcode( $name, $it ) { $GLOBALS['shortcodes'][ $name ] = $it; }
`;

/** A visitor opens the page, or sends its form. `lost`: so many answers that get lost on the way back. */
async function visit(sent: Record<string, string> = {}, given: { user?: string; lost?: number } = {}) {
  let lost = given.lost ?? 0;
  const settings = { PR8WERK_API: `${town.url}/v1/programmes/pr8werk`, PR8WERK_KEY: key, USER: given.user ?? '' };
  const defines = Object.entries(settings).map(([name, value]) => `define('${name}', '${value}');`);
  const plugin = blocks('php')[0]!.replace('<?php', '').replace('array( 0, 2, 5 )', 'array( 0, 0, 0 )');
  const code = `<?php ${defines.join('')} ${wordpress} ${plugin}
    $_POST = json_decode( ${JSON.stringify(JSON.stringify(sent)).replaceAll('$', '\\$')}, true );
    echo $GLOBALS['shortcodes']['pr8werk_aanmelden']();`;
  return runPhp(code, async (asked) => {
    const { method, url, headers, body } = JSON.parse(asked);
    const answer = await send(town, url.slice(town.url.length), { method, headers, ...(body ? { body } : {}) });
    if (method === 'POST' && lost-- > 0) return JSON.stringify({ status: null });
    return JSON.stringify({ status: answer.status, body: answer.text });
  });
}

const hidden = (page: string): Record<string, string> =>
  Object.fromEntries([...page.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)].map((it) => [it[1]!, it[2]!]));

test('The form in WordPress: shown, sent, sent again after the answer got lost, and refused with a reason', async () => {
  const page = await visit();
  expect(page).toContain('<h2>Ontbijt &amp; meer</h2>');
  expect(page).toContain('Stichting Regio');
  expect(page).not.toContain(key);
  const filledIn: Record<string, string> = {
    ...hidden(page),
    pr8werk_name: 'Jan <b>Jansen</b>',
    pr8werk_email: 'jan@lid.example',
    pr8werk_role: 'professional',
    pr8werk_consent: 'on',
  };
  // without the nonce of the site nothing is sent
  expect(await visit({ ...filledIn, pr8werk_nonce: 'anders' })).toContain('<form');
  expect(await visit({ ...filledIn, pr8werk_consent: '', pr8werk_email: 'geen adres' })).toMatch(
    /role="status">[^<]*e-mail/i,
  );

  const before = (await people()).length;
  const said = await visit(filledIn, { lost: 2, user: 'jan@lid.example' });
  expect(said).toMatch(/^<p role="status">[^<]+<\/p>$/);
  // the visitor reloads the page
  expect(await visit(filledIn, { user: 'jan@lid.example' })).toBe(said);
  const rows = await people();
  expect(rows).toHaveLength(before + 1);
  expect(rows.at(-1)).toMatchObject({
    name: 'Jan Jansen',
    email: 'jan@lid.example',
    source: 'onz',
    isVerified: true,
    noticeVersion: filledIn.pr8werk_notice,
  });

  await olga.post(`/v1/programmes/pr8werk/events/${event.id}/cancellation`, { reason: 'ziekte' }).expect(200);
  expect(await visit()).toContain('geen bijeenkomst');
}, 30_000);
