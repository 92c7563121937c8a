// A programme whose contacts are exactly these people, with a meeting to invite them to.

import { newId } from '#api/context.ts';
import { aProgramme, aPublishedEvent, asStaff } from '#test/people.ts';
import type { Town } from '#test/town.ts';

export interface Someone {
  name: string;
  email?: string | null;
  /** Null: nothing says that we may. */
  ground?: 'consent' | 'withdrawn' | null;
  municipality?: string | null;
}

let count = 0;
export async function aRegionOf(town: Town, people: Someone[]) {
  const home = await aProgramme(town, { name: 'Pr8werk' });
  const staff = await asStaff(town, home);
  const ids: Record<string, string> = {};
  for (const it of people) {
    const id = newId();
    ids[it.name] = id;
    const email = it.email === undefined ? `${it.name.toLowerCase()}${++count}@gast.example` : it.email;
    await town.ctx.db.query(
      `INSERT INTO contacts (programme_id, contact_id, name, email, municipality, created_at) VALUES ($1, $2, $3, $4, $5, $6)`,
      [home.programmeId, id, it.name, email, it.municipality ?? null, town.ctx.now()],
    );
    if (it.ground !== null)
      await town.ctx.db.query(
        `INSERT INTO consents (programme_id, consent_id, contact_id, purpose, text_version, given_at, withdrawn_at, source)
           VALUES ($1, $2, $3, 'news', '2026-11', $4, $5, 'page')`,
        [home.programmeId, newId(), id, town.ctx.now(), it.ground === 'withdrawn' ? town.ctx.now() : null],
      );
  }
  const event = await aPublishedEvent(town, home, { by: staff, title: 'Ontbijtsessie Zorg' });
  const path = `/v1/programmes/${home.slug}/events/${event.id}`;
  const addressOf = async (name: string) =>
    (await staff.get(`/v1/programmes/${home.slug}/contacts/${ids[name]}`).expect(200)).body.email as string;
  const mailTo = async (name: string) => town.mailsTo(await addressOf(name));
  return { home, staff, ids, event, path, addressOf, mailTo };
}

/** What an organiser writes. */
export const texts = {
  subject: { nl: 'Kom je ook? {event}', en: 'Will you come? {event}' },
  body: { nl: 'Dag {name}, kom je op {when} naar {where}?', en: 'Will you come, {name}?' },
};
export const invitation = { kind: 'invitation', audience: {}, ...texts, sendAt: null };
