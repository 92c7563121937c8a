import { formOfPreset, formPresets } from '@pr8werk/shared/form-presets.ts';
import { formFaults } from '@pr8werk/shared/form-rules.ts';
import type { AnswerValue, EventFormView, Question } from '@pr8werk/shared/forms.ts';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { forgetExpired } from '#api/forget.ts';
import {
  aProgramme,
  aPublishedEvent,
  asStaff,
  linkIn,
  type Person,
  type Region,
  signUp,
  signupBody,
} from '#test/people.ts';
import { startTown, type Town } from '#test/town.ts';

let town: Town;
let region: Region;
let organiser: Person;
beforeAll(async () => {
  town = await startTown();
  region = await aProgramme(town);
  organiser = await asStaff(town, region);
});
afterAll(() => town.close());

const plain = {
  help: null,
  isRequired: false,
  options: [],
  showIf: null,
  isSpecial: false,
  mayShow: false,
  meaning: null,
};
const q = (id: string, more: Partial<Question> = {}): Question => ({
  ...plain,
  id,
  kind: 'line',
  label: { nl: `Vraag ${id}`, en: `Question ${id}` },
  ask: 'signup',
  ...more,
});
const options = (...values: string[]) =>
  values.map((value) => ({ value, label: { nl: value.toUpperCase(), en: null }, limit: null as number | null }));

type Meeting = { id: string; slug: string };
const at = (event: Meeting, rest: string) => `/v1/programmes/${region.slug}/events/${event.id}/${rest}`;
const form = async (event: Meeting) => (await organiser.get(at(event, 'form')).expect(200)).body as EventFormView;
const put = (event: Meeting, questions: Question[], version: string | number = '*', who = organiser) =>
  who.put(at(event, 'form'), { questions }).set('if-match', version === '*' ? '*' : `"v${version}"`);
async function aMeetingThatAsks(questions: Question[], given: Record<string, unknown> = {}): Promise<Meeting> {
  const event = await aPublishedEvent(town, region, { by: organiser, ...given });
  await put(event, questions).expect(200);
  return event;
}
/** A session does not last so long. */
async function goTo(moment: string): Promise<void> {
  town.at(moment);
  organiser = await asStaff(town, region);
}
const faultsOf = (body: { errors?: { pointer: string; code: string }[] }) =>
  Object.fromEntries((body.errors ?? []).map((it) => [it.pointer, it.code]));
async function participant(event: Meeting, name: string) {
  const list = await organiser.get(at(event, `registrations?search=${encodeURIComponent(name)}`)).expect(200);
  return list.body.items[0] as { id: string; status: string };
}
async function answersOf(event: Meeting, name: string, who = organiser) {
  const { id } = await participant(event, name);
  const view = await who.get(at(event, `registrations/${id}/answers`)).expect(200);
  return view.body.items as {
    question: Question;
    value: AnswerValue;
    mayShow: boolean;
    isGone: boolean;
    formVersion: number;
  }[];
}
const valuesOf = async (event: Meeting, name: string) =>
  Object.fromEntries((await answersOf(event, name)).map((it) => [it.question.id, it.value]));

describe('an organiser', () => {
  test('begins with the questions of a preset, and copies them with a meeting', async () => {
    const first = await aPublishedEvent(town, region, { by: organiser, preset: 'breakfast-swarm' });
    const { questions, formVersion } = await form(first);
    expect(formVersion).toBe(1);
    expect(questions).toEqual(formPresets[formOfPreset['breakfast-swarm']]);
    const limited = [...questions, q('werkplaats', { kind: 'choice', options: [{ ...options('a')[0]!, limit: 3 }] })];
    await put(first, limited).expect(200);
    const copy = await aPublishedEvent(town, region, { by: organiser, copyOf: first.id });
    expect((await form(copy)).questions).toEqual(limited);
    const rules = await organiser.get(at(copy, 'signup-rules')).expect(200);
    expect(rules.body.quotas).toMatchObject([{ kind: 'option', value: 'werkplaats:a', places: 3, taken: 0 }]);
    for (const preset of Object.values(formPresets)) expect(formFaults(preset)).toEqual([]);
  });

  test('is told what cannot be a question, and who changed the form meanwhile', async () => {
    const event = await aMeetingThatAsks([]);
    const wrong = await put(event, [
      q('een', { kind: 'choice' }),
      q('een', { label: { nl: ' ', en: null } }),
      q('drie', { showIf: { question: 'vier', equals: ['a'] } }),
      q('vier', { isSpecial: true, isRequired: true, mayShow: true, options: options('a') }),
    ]).expect(400);
    expect(faultsOf(wrong.body)).toEqual({
      '/questions/0/options': 'required',
      '/questions/1/id': 'repeated',
      '/questions/1/label/nl': 'required',
      '/questions/2/showIf/question': 'unknown',
      '/questions/3/options': 'conflict',
      '/questions/3/isRequired': 'conflict',
      '/questions/3/isSpecial': 'conflict',
    });
    const { version } = await form(event);
    await put(event, [q('kennis')], version).expect(200);
    const late = await put(event, [q('drijfveer')], version).expect(412);
    expect(late.body.changed).toMatchObject({ fields: ['form'] });
    await put(event, [q('kennis')], '*', await asStaff(town, region, 'viewer')).expect(403);
    await organiser.put(at(event, 'form'), { questions: [] }).expect(428);
  });
});

describe('who signs up', () => {
  const asked = [
    q('kennis', { kind: 'text', isRequired: true, mayShow: true }),
    q('vraagstuk', { isRequired: true, showIf: { question: 'role', equals: ['commissioner'] } }),
    q('tafel', { kind: 'choice', options: [{ ...options('zorg')[0]!, limit: 1 }, ...options('bouw')] }),
    q('dagen', { kind: 'choices', options: options('ma', 'di') }),
    q('jaren', { kind: 'number' }),
    q('sinds', { kind: 'date' }),
    q('akkoord', { kind: 'consent' }),
    q('soort', { kind: 'choice', meaning: 'party', options: options('government', 'entrepreneurs') }),
    q('dieet', { kind: 'choices', isSpecial: true, options: options('vegan', 'halal') }),
    q('later', { ask: 'after' }),
  ];

  test('answers, and is told at each question what is wrong with it, in the language asked for', async () => {
    const event = await aMeetingThatAsks(asked);
    const answers = {
      kennis: 'Lassen',
      dagen: ['ma', 'di'],
      jaren: 12,
      sinds: '2012-05-01',
      akkoord: true,
      soort: 'government',
      dieet: ['vegan'],
    };
    const good = { answers, shown: { kennis: true, dagen: true }, agreed: { dieet: true } };
    const wrong = {
      vraagstuk: 'x',
      tafel: 'kunst',
      dagen: ['ma', 'ma'],
      jaren: '12',
      sinds: '2026-02-30',
      dieet: ['vegan'],
      later: 'x',
      onzin: 'x',
    };
    const refused = await signUp(town, region, event, { answers: wrong }).set('accept-language', 'en').expect(400);
    expect(faultsOf(refused.body)).toEqual({
      '/answers/later': 'unknown',
      '/answers/onzin': 'unknown',
      '/answers/kennis': 'required',
      '/answers/vraagstuk': 'not-asked',
      '/answers/tafel': 'option-gone',
      '/answers/dagen': 'type',
      '/answers/jaren': 'number',
      '/answers/sinds': 'date',
      '/agreed/dieet': 'consent',
    });
    expect(refused.body.errors[0].detail).toBe('This question is not in the form');
    const asClient = await signUp(town, region, event, {
      role: 'commissioner',
      answers: { kennis: 'x'.repeat(2001) },
    }).expect(400);
    expect(faultsOf(asClient.body)).toEqual({ '/answers/kennis': 'too-long', '/answers/vraagstuk': 'required' });
    await signUp(town, region, event, { name: 'Anna', ...good }).expect(201);
    const given = await answersOf(event, 'Anna');
    expect(given.map((it) => [it.question.id, it.value, it.mayShow])).toEqual([
      ['kennis', 'Lassen', true],
      ['dagen', ['ma', 'di'], false],
      ['jaren', 12, false],
      ['sinds', '2012-05-01', false],
      ['akkoord', true, false],
      ['soort', 'government', false],
      ['dieet', ['vegan'], false],
    ]);
    const host = await asStaff(town, region, 'host');
    expect((await answersOf(event, 'Anna', host)).map((it) => it.question.id)).not.toContain('dieet');
  });

  test('gets no more of an option than there is, also where the limit came later or the choice changes', async () => {
    const tafel = (limit: number | null) =>
      q('tafel', { kind: 'choice', options: [{ ...options('zorg')[0]!, limit }, ...options('bouw')] });
    const event = await aMeetingThatAsks([tafel(null)]);
    await signUp(town, region, event, { name: 'Bea', answers: { tafel: 'zorg' } }).expect(201);
    await signUp(town, region, event, { name: 'Cor', answers: { tafel: 'bouw' } }).expect(201);
    const below = await put(event, [tafel(0)]).expect(409);
    expect(faultsOf(below.body)).toEqual({ '/questions/0/options/0/limit': 'below-taken' });
    await put(event, [tafel(1)]).expect(200);
    const refused = await signUp(town, region, event, { answers: { tafel: 'zorg' } }).expect(409);
    expect(refused.body.code).toBe('choice-full');
    const cor = await participant(event, 'Cor');
    const bea = await participant(event, 'Bea');
    const change = (who: { id: string }, value: string) =>
      organiser.put(at(event, `registrations/${who.id}/answers`), { answers: { tafel: value } });
    const full = await change(cor, 'zorg').expect(409);
    expect(faultsOf(full.body)).toEqual({ '/answers/tafel': 'full' });
    await change(bea, 'bouw').expect(200);
    await change(cor, 'zorg').expect(200);
    const rules = await organiser.get(at(event, 'signup-rules')).expect(200);
    expect(rules.body.quotas).toMatchObject([{ value: 'tafel:zorg', places: 1, taken: 1 }]);
    expect((await form(event)).answered).toEqual([
      {
        question: 'tafel',
        people: 2,
        options: [
          { value: 'bouw', people: 1 },
          { value: 'zorg', people: 1 },
        ],
      },
    ]);
  });

  test('keeps what was answered to an older version, with its words', async () => {
    const event = await aMeetingThatAsks([q('oud'), q('tafel', { kind: 'choice', options: options('a', 'b') })]);
    const { formVersion } = await form(event);
    await put(event, [
      q('nieuw', { isRequired: true }),
      q('tafel', { kind: 'choice', label: { nl: 'Anders gezegd', en: null }, options: options('b') }),
    ]).expect(200);
    const gone = await signUp(town, region, event, { formVersion, answers: { tafel: 'a' } }).expect(400);
    expect(faultsOf(gone.body)).toEqual({ '/answers/tafel': 'option-gone' });
    await signUp(town, region, event, { name: 'Daan', formVersion, answers: { oud: 'ja', tafel: 'b' } }).expect(201);
    expect(
      (await answersOf(event, 'Daan')).map((it) => [it.question.label.nl, it.value, it.isGone, it.formVersion]),
    ).toEqual([
      ['Vraag tafel', 'b', true, formVersion],
      ['Vraag oud', 'ja', true, formVersion],
    ]);
    await signUp(town, region, event, { answers: { oud: 'ja' } }).expect(400);
  });
});

describe('without script', () => {
  test('every question is there with its condition in words; what does not apply is ignored, and answers can change until the meeting', async () => {
    const event = await aMeetingThatAsks([
      q('vraagstuk', { showIf: { question: 'role', equals: ['commissioner'] } }),
      q('dagen', { kind: 'choices', options: options('ma', 'di') }),
      q('jaren', { kind: 'number' }),
      q('dieet', { isSpecial: true }),
      q('later', { ask: 'after', isRequired: true, mayShow: true }),
    ]);
    const path = `/${region.slug}/e/${event.slug}`;
    const page = await request(town.url).get(path).expect(200);
    expect(page.text).toContain('Alleen als bij ‘Ik kom als’ is gekozen: Opdrachtgever.');
    expect(page.text).not.toContain('Vraag later');
    const typed = { name: 'Els', email: 'els@post.example', role: 'professional', consent: 'true' };
    const post = (body: Record<string, unknown>) => request(town.url).post(path).type('form').send(body);
    const refused = await post({
      ...typed,
      'answers.jaren': 'veel',
      'answers.dieet': 'noten',
      'answers.dagen': ['ma', 'zo'],
    }).expect(400);
    expect(refused.text).toContain('Vul een getal in');
    expect(refused.text).toContain('of laat het antwoord leeg');
    expect(refused.text).toContain('Deze keuze is er niet meer');
    await post({
      ...typed,
      'answers.vraagstuk': 'niet voor mij',
      'answers.jaren': '2,5',
      'answers.dagen': ['ma', 'di'],
    }).expect(303);
    expect(await valuesOf(event, 'Els')).toEqual({ jaren: 2.5, dagen: ['ma', 'di'] });

    const [mail] = await town.mailsTo('els@post.example');
    const link = new URL(linkIn(mail!, `/${region.slug}/r/`)).pathname;
    expect((await request(town.url).get(link).expect(200)).text).toContain(`${link}/answers`);
    const mine = await request(town.url).get(`${link}/answers`).expect(200);
    expect(mine.text).toContain('Vraag later');
    expect(mine.text).not.toContain('Vraag vraagstuk');
    const answer = (body: Record<string, unknown>) => request(town.url).post(`${link}/answers`).type('form').send(body);
    expect((await answer({ 'answers.jaren': '3' }).expect(400)).text).toContain('Vul dit in');
    await answer({
      'answers.later': 'Graag',
      'shown.later': 'true',
      'answers.dagen': 'di',
      'agreed.dieet': 'true',
      'answers.dieet': 'Noten',
    }).expect(303);
    expect(await valuesOf(event, 'Els')).toEqual({ dagen: ['di'], later: 'Graag', dieet: 'Noten' });
    await goTo('2027-01-14T06:31:00Z');
    await answer({ 'answers.later': 'Te laat' }).expect(303);
    expect(await valuesOf(event, 'Els')).toMatchObject({ later: 'Graag' });
    await request(town.url)
      .get(`${link.slice(0, -1)}x/answers`)
      .expect(303);
    await goTo('2026-11-21T08:00:00Z');
  });
});

describe('diet and access', () => {
  test('reach the caterer as counts, a file only for who may, and are gone the night after; answers go with the person', async () => {
    const event = await aMeetingThatAsks(
      [
        q('dieet', { kind: 'choices', isSpecial: true, options: options('vegan', 'halal') }),
        q('hulp', { isSpecial: true }),
        q('kennis', { kind: 'choice', options: options('lassen') }),
      ],
      { capacity: 3 },
    );
    for (const [name, dieet, hulp] of [
      ['Fay', ['vegan', 'halal'], ''],
      ['Gijs', ['vegan'], 'Rolstoel'],
      ['Hans', [], 'rolstoel '],
      ['Wacht', ['halal'], ''],
    ] as const)
      await signUp(town, region, event, {
        name,
        answers: { dieet: [...dieet], hulp, kennis: 'lassen' },
        agreed: { dieet: true, hulp: true },
      }).expect(201);
    const list = await organiser.get(at(event, 'catering')).expect(200);
    expect(list.body).toMatchObject({
      people: 3,
      isGone: false,
      items: [
        {
          question: 'dieet',
          people: 2,
          lines: [
            { label: { nl: 'VEGAN' }, people: 2 },
            { label: { nl: 'HALAL' }, people: 1 },
          ],
        },
        { question: 'hulp', people: 2, lines: [{ people: 2 }] },
      ],
    });
    expect(JSON.stringify(list.body)).not.toMatch(/Fay|Gijs|Hans/);
    const host = await asStaff(town, region, 'host');
    await host.get(at(event, 'catering')).expect(403);
    const file = async (columns: string[], who = organiser) => {
      const answer = await who.post(at(event, 'registration-exports'), { format: 'csv', columns });
      return answer.status === 200 ? Buffer.from(answer.body.content, 'base64').toString() : answer.body.code;
    };
    expect(await file(['name', 'answers'])).toContain('Naam;Vraag kennis\r\nFay;LASSEN');
    expect(await file(['name', 'specialAnswers'])).toContain('Fay;VEGAN, HALAL;');
    expect(await file(['name', 'specialAnswers'], host)).toBe('not-allowed');
    expect(await file(['name', 'answers'], host)).not.toContain('VEGAN');

    await goTo('2027-01-14T22:00:00Z');
    await forgetExpired(town.ctx);
    expect(await valuesOf(event, 'Fay')).toHaveProperty('dieet');
    await goTo('2027-01-15T02:00:00Z');
    await forgetExpired(town.ctx);
    expect(await valuesOf(event, 'Fay')).toEqual({ kennis: 'lassen' });
    expect((await organiser.get(at(event, 'catering'))).body).toMatchObject({
      isGone: true,
      items: [{ people: 0 }, { people: 0 }],
    });
    await goTo('2032-03-01T02:00:00Z');
    await forgetExpired(town.ctx);
    const [left] = await town.ctx.db.query<{ n: number }>(
      'SELECT count(*)::integer AS n FROM answers JOIN registrations USING (programme_id, registration_id) WHERE event_id = $1',
      [event.id],
    );
    expect(left!.n).toBe(0);
    await goTo('2026-11-21T08:00:00Z');
  });

  test('an organiser writes answers down for someone, without having to know all', async () => {
    const event = await aMeetingThatAsks([
      q('kennis', { isRequired: true }),
      q('hulp', { isSpecial: true }),
      q('deur', { ask: 'door' }),
    ]);
    const add = (body: object) =>
      organiser.post(at(event, 'participants'), {
        ...signupBody({ name: 'Ida', consent: undefined }),
        notify: false,
        ...body,
      });
    expect(faultsOf((await add({ answers: { hulp: 'Lift' } }).expect(400)).body)).toEqual({
      '/agreed/hulp': 'consent',
    });
    const { body } = await add({ answers: { hulp: 'Lift', deur: 'Jas' }, agreed: { hulp: true } }).expect(201);
    await organiser
      .put(at(event, `registrations/${body.id}/answers`), { answers: { kennis: 'Zagen', deur: '' } })
      .expect(200);
    expect(await valuesOf(event, 'Ida')).toEqual({ hulp: 'Lift', kennis: 'Zagen' });
    const [told] = await town.ctx.db.query<{ data: object }>(
      `SELECT data FROM activity WHERE name = 'registration.answered' AND subject_id = $1`,
      [body.id],
    );
    expect(told!.data).toEqual({});
  });
});
