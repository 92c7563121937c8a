import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { printWelcome } from '#api/welcome.ts';
import { send } from '#test/crowd.ts';
import { aProgramme, asStaff, type Region } from '#test/people.ts';
import { startTown, type Town } from '#test/town.ts';

let town: Town;
let region: Region;
beforeAll(async () => {
  town = await startTown({ config: { jobs: 'off' } });
  region = await aProgramme(town);
});
afterAll(() => town.close());

async function said(): Promise<string> {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    await printWelcome({ ...town.running, isEmbedded: true });
    return write.mock.calls.map(([it]) => String(it)).join('');
  } finally {
    write.mockRestore();
  }
}

test('the link on the console signs in an owner of today, not the first account there ever was', async () => {
  const first = await asStaff(town, region, 'owner');
  town.passes({ hours: 1 });
  const host = await asStaff(town, region, 'host');
  town.passes({ hours: 1 });
  const second = await asStaff(town, region, 'owner');
  await second.delete(`/v1/programmes/${region.slug}/members/${first.accountId}`).expect(204);
  const hash = /sign-in#(\S+)/.exec(await said())![1]!;
  const body = Object.fromEntries(new URLSearchParams(hash));
  const signedIn = await send(town, '/v1/sessions', { method: 'POST', body });
  expect(signedIn.body.email).toBe(second.email);
  expect(signedIn.body.email).not.toBe(host.email);
});
