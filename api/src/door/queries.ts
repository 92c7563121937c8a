import { createHash } from 'node:crypto';
import type { DoorPerson, DoorView, HelperLinkView } from '@pr8werk/shared/door.ts';
import type { Access } from '@pr8werk/shared/endpoint.ts';
import { doorQuestions, sayAnswer } from '@pr8werk/shared/form-rules.ts';
import type { AnswerValue, Question } from '@pr8werk/shared/forms.ts';
import type { FastifyRequest } from 'fastify';
import { type Context, isSame } from '#api/context.ts';
import { helperUrl, lateHours, readBearer } from '#api/door/rules.ts';
import { currentForm, formVersions } from '#api/forms/queries.ts';
import type { Helper, Tenant } from '#api/http/access.ts';
import { fail } from '#api/http/problems.ts';

const hour = 3600_000;

interface LinkRow {
  programme_id: string;
  link_id: string;
  event_id: string;
  label: string | null;
  created_at: Date;
  closes_at: Date | null;
  revoked_at: Date | null;
  phone_hash: Buffer | null;
  helper_name: string | null;
  device: string | null;
  bound_at: Date | null;
  last_used_at: Date | null;
}

const linkColumns = `l.programme_id, l.link_id, l.event_id, l.label, l.created_at, door_closes(l.programme_id, l.event_id) AS closes_at,
  l.revoked_at, l.phone_hash, l.helper_name, l.device, l.bound_at, l.last_used_at`;

/** Whose phone is asking. A link that was a right one says that it has ended; anything else is nobody. */
export async function helperBy(
  ctx: Context,
  request: FastifyRequest,
  access: Access & { kind: 'helper' },
): Promise<Helper | null> {
  const bearer = readBearer(request.headers.authorization);
  if (!bearer) return null;
  const [row] = await ctx.db.query<LinkRow>(
    `SELECT ${linkColumns} FROM helper_links AS l JOIN programmes AS p USING (programme_id) WHERE p.slug = $1 AND l.link_id = $2`,
    [(request.params as { programme?: string }).programme, bearer.linkId],
  );
  if (!row?.phone_hash || !isSame(row.phone_hash, bearer.hash)) return null;
  const now = ctx.now();
  const closes = row.closes_at?.getTime() ?? 0;
  if (row.revoked_at || now.getTime() >= closes + (access.isLate ? lateHours * hour : 0)) {
    throw fail('helper-link-ended');
  }
  if (!row.last_used_at || now.getTime() - row.last_used_at.getTime() > 60_000) {
    await ctx.db.query('UPDATE helper_links SET last_used_at = $3 WHERE programme_id = $1 AND link_id = $2', [
      row.programme_id,
      row.link_id,
      now,
    ]);
  }
  return {
    programmeId: row.programme_id,
    linkId: row.link_id,
    eventId: row.event_id,
    name: row.helper_name!,
    boundAt: row.bound_at!,
    expiresAt: row.closes_at!,
  };
}

export async function linksOf(
  ctx: Context,
  tenant: Pick<Tenant, 'programmeId' | 'slug'>,
  eventId: string,
  linkId?: string,
): Promise<HelperLinkView[]> {
  const rows = await ctx.db.query<LinkRow & { entries: number }>(
    `SELECT ${linkColumns},
        (SELECT count(*) FROM door_entries AS d WHERE d.programme_id = l.programme_id AND d.link_id = l.link_id) AS entries
       FROM helper_links AS l
      WHERE l.programme_id = $1 AND l.event_id = $2 AND ($3::uuid IS NULL OR l.link_id = $3)
      ORDER BY l.link_id DESC LIMIT 200`,
    [tenant.programmeId, eventId, linkId ?? null],
  );
  const now = ctx.now();
  return rows.map((it) => {
    const hasEnded = !it.closes_at || it.closes_at.getTime() <= now.getTime();
    const state = it.revoked_at ? 'revoked' : hasEnded ? 'ended' : it.bound_at ? 'bound' : 'fresh';
    const url =
      state === 'fresh' ? helperUrl(ctx, tenant.slug, { programmeId: tenant.programmeId, linkId: it.link_id }) : null;
    return {
      id: it.link_id,
      label: it.label,
      state,
      url,
      helper: it.helper_name,
      device: it.device,
      createdAt: it.created_at.toISOString(),
      boundAt: it.bound_at?.toISOString() ?? null,
      lastUsedAt: it.last_used_at?.toISOString() ?? null,
      expiresAt: (it.closes_at ?? it.created_at).toISOString(),
      entries: it.entries,
    };
  });
}

interface PersonRow {
  registration_id: string;
  name: string;
  organisation_name: string | null;
  role: DoorPerson['role'];
  status: DoorPerson['status'];
  has_attended: boolean | null;
  attendance_at: Date | null;
  lead: string | null;
  answers: { question: string; value: AnswerValue; version: number }[] | null;
}

/** What a phone at the door knows of people: nothing that is not needed to let them in. */
async function peopleOf(ctx: Context, helper: Helper, questions: readonly Question[]): Promise<DoorPerson[]> {
  const rows = await ctx.db.query<PersonRow>(
    `SELECT r.registration_id, r.name, r.organisation_name, r.role, r.status, r.has_attended, r.attendance_at, nullif(lead.name, '') AS lead,
        (SELECT jsonb_agg(jsonb_build_object('question', a.question, 'value', a.value, 'version', a.form_version) ORDER BY a.question)
           FROM answers AS a
          WHERE a.programme_id = r.programme_id AND a.registration_id = r.registration_id AND NOT a.is_special) AS answers
       FROM registrations AS r
       LEFT JOIN registrations AS lead ON lead.programme_id = r.programme_id AND lead.registration_id = r.lead_id
      WHERE r.programme_id = $1 AND r.event_id = $2 AND r.name <> ''
        AND NOT (r.status = 'cancelled' AND (r.verify_by IS NOT NULL OR r.ended_because = 'merged' OR EXISTS (SELECT FROM registrations AS o
          WHERE o.programme_id = r.programme_id AND o.event_id = r.event_id AND o.contact_id = r.contact_id
            AND o.registration_id > r.registration_id)))
      ORDER BY r.name COLLATE "und-x-icu", r.registration_id`,
    [helper.programmeId, helper.eventId],
  );
  const seen = rows.flatMap((it) => it.answers ?? []).map((it) => it.version);
  const versions = await formVersions(ctx.db, { ...helper, versions: [...new Set(seen)] });
  return rows.map((it) => ({
    id: it.registration_id,
    name: it.name,
    organisation: it.organisation_name,
    role: it.role,
    status: it.status,
    isIn: it.has_attended === true,
    inAt: it.has_attended ? (it.attendance_at?.toISOString() ?? null) : null,
    lead: it.lead,
    answers: (it.answers ?? []).flatMap((answer) => doorAnswer(answer, versions)),
    asks: doorQuestions(questions, it.role, valuesOf(it)).map(({ id }) => id),
  }));
}

const valuesOf = (it: PersonRow) =>
  Object.fromEntries((it.answers ?? []).map(({ question, value }) => [question, value]));

/** Only what is asked for the door: the rest is not a helper's business. */
function doorAnswer(
  given: NonNullable<PersonRow['answers']>[number],
  versions: ReadonlyMap<number, Question[]>,
): DoorPerson['answers'] {
  const question = versions.get(given.version)?.find((it) => it.id === given.question);
  if (question?.ask !== 'door' || question.isSpecial) return [];
  const answer = sayAnswer(question, given.value);
  return [{ question: question.id, label: question.label, answer, value: given.value }];
}

export async function doorOf(ctx: Context, helper: Helper, tenant: Tenant, known?: string): Promise<DoorView> {
  const [event] = await ctx.db.query<{
    title_nl: string;
    title_en: string | null;
    starts_at: Date | null;
    status: string;
  }>('SELECT title_nl, title_en, starts_at, status FROM events WHERE programme_id = $1 AND event_id = $2', [
    helper.programmeId,
    helper.eventId,
  ]);
  const form = await currentForm(ctx.db, helper);
  const questions = form?.questions ?? [];
  const people = await peopleOf(ctx, helper, questions);
  const digest = createHash('sha256').update(JSON.stringify(people)).digest('base64url');
  return {
    now: ctx.now().toISOString(),
    event: {
      id: helper.eventId,
      title: { nl: event!.title_nl, en: event!.title_en },
      startsAt: event!.starts_at?.toISOString() ?? null,
      isCancelled: event!.status === 'cancelled',
    },
    timeZone: tenant.timeZone,
    controller: tenant.controller,
    helper: helper.name,
    questions: questions.filter((it) => it.ask === 'door' && !it.isSpecial),
    expiresAt: helper.expiresAt.toISOString(),
    wipeAt: new Date(helper.expiresAt.getTime() + lateHours * hour).toISOString(),
    digest,
    people: digest === known ? null : people,
  };
}
