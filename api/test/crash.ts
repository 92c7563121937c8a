// A story of signing up while the API is killed: what was acknowledged is there, once, and gets its one mail.

import type pg from 'pg';
import { expect } from 'vitest';
import { type Context, dbOf, newId, openPool, transact } from '#api/context.ts';
import { createProgramme } from '#api/programmes/actions.ts';
import type { ApiProcess } from '#test/api-process.ts';
import { openSockets, post } from '#test/crowd.ts';
import { aMeeting } from '#test/places.ts';
import type { Town } from '#test/town.ts';

/** What the builders need of a town, on a database whose API runs elsewhere. */
export function groundOf(databaseUrl: string): { town: Town; pool: pg.Pool } {
  const pool = openPool(databaseUrl, 3, { warn: () => {} }, 'pr8werk-test');
  const ctx = { db: dbOf(pool), pool, now: () => new Date(), nudge: () => {} } as unknown as Context;
  return { town: { ctx } as Town, pool };
}

export async function aPlace(
  town: Town,
  capacity: number,
): Promise<{ programme: string; event: string; programmeId: string }> {
  const programme = `regio-${newId()}`;
  const programmeId = await transact(town.ctx, (tx) =>
    createProgramme(town.ctx, tx, { slug: programme, name: 'Regio', region: 'R', controller: 'Stichting' }),
  );
  return { programme, programmeId, event: await aMeeting(town, { programmeId, slug: programme }, capacity) };
}

export interface Sent {
  key: string;
  email: string;
  status: number | 'no answer';
  text: string;
}

/** People who keep signing up, sixteen at a time, until told to stop; each remembers what they heard. */
export function keepSigningUp(api: Pick<ApiProcess, 'url'>, place: { programme: string; event: string }) {
  const sent: Sent[] = [];
  const agent = openSockets();
  let isOn = true;
  const crowd = Promise.all(
    Array.from({ length: 16 }, async () => {
      while (isOn) {
        const it: Sent = { key: newId(), email: `${newId()}@crash.example`, status: 'no answer', text: '' };
        sent.push(it);
        try {
          const answer = await post(api, place, { name: 'N', email: it.email, key: it.key, agent });
          it.status = answer.status;
          it.text = answer.text;
        } catch {
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
      }
    }),
  );
  return {
    sent,
    acknowledged: () => sent.filter((it) => it.status === 201),
    async stop() {
      isOn = false;
      await crowd;
      agent.destroy();
    },
  };
}

/** Every acknowledged registration is there, nobody is there twice, and the places add up. */
export async function expectKept(pool: pg.Pool, place: { event: string }, sent: Sent[]): Promise<void> {
  const { rows } = await pool.query<{ email: string; n: number }>(
    `SELECT c.email, count(*)::int AS n FROM registrations AS r JOIN contacts AS c USING (programme_id, contact_id) WHERE r.event_id = $1 GROUP BY c.email`,
    [place.event],
  );
  const found = new Map(rows.map((it) => [it.email, it.n]));
  expect(
    sent.filter((it) => it.status === 201 && !found.has(it.email)),
    'acknowledged and gone',
  ).toEqual([]);
  expect(rows.filter((it) => it.n !== 1)).toEqual([]);
  const { rows: sums } = await pool.query(
    `SELECT p.confirmed = count(*) FILTER (WHERE r.status = 'confirmed') AND p.waiting = count(*) FILTER (WHERE r.status = 'waiting') AS is_sound
       FROM event_places AS p JOIN registrations AS r USING (programme_id, event_id) WHERE p.event_id = $1 GROUP BY p.confirmed, p.waiting`,
    [place.event],
  );
  expect(sums).toEqual([{ is_sound: true }]);
}

/** Who sends the same request again hears the same; who heard nothing now hears something. */
export async function expectReplayed(
  api: ApiProcess,
  place: { programme: string; event: string },
  sent: Sent[],
): Promise<void> {
  for (const it of sent) {
    const again = await post(api, place, { name: 'N', email: it.email, key: it.key });
    expect(again.status).toBe(201);
    if (it.status === 201) expect(again.text).toBe(it.text);
  }
}

/** What the killed process had taken up is given to another after five minutes; nobody waits for that here. */
export async function fiveMinutesPass(pool: pg.Pool): Promise<void> {
  await pool.query(`UPDATE pgboss.job SET state = 'retry' WHERE state = 'active'`);
}

/** Waits until the mails of a meeting were sent, and expects one for each registration. */
export async function expectOneMailEach(pool: pg.Pool, place: { event: string }): Promise<void> {
  const deadline = performance.now() + 60_000;
  for (;;) {
    const { rows } = await pool.query<{ registrations: number; mails: number; sent: number }>(
      `SELECT (SELECT count(*)::int FROM registrations WHERE event_id = $1) AS registrations,
          (SELECT count(*)::int FROM mails WHERE event_id = $1) AS mails,
          (SELECT count(*)::int FROM mails WHERE event_id = $1 AND state = 'sent') AS sent`,
      [place.event],
    );
    const { registrations, mails, sent } = rows[0]!;
    if (sent === registrations || performance.now() > deadline) {
      expect({ mails, sent }).toEqual({ mails: registrations, sent: registrations });
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
