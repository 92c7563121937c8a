// The made-up meeting: in about six weeks, on a Thursday, full, with a few people waiting. Every name is invented; the
// addresses end in .example, which no mail server accepts, and no mail is sent for them.

import { system } from '#api/activity/actions.ts';
import { type Context, newId, transact } from '#api/context.ts';
import { createEvent, publishEvent } from '#api/events/actions.ts';
import { registerBatch } from '#api/registrations/batcher.ts';
import { noticeVersion } from '#api/registrations/rules.ts';

const zone = 'Europe/Amsterdam';

export async function addExample(ctx: Context, programmeId: string): Promise<void> {
  const day = nextThursday(ctx.now(), 42);
  const at = (time: string) => day.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant().toString();
  const daysAgo = (days: number): Context => ({
    ...ctx,
    now: () => new Date(ctx.now().getTime() - days * 86_400_000),
  });
  const first = daysAgo(longestAgo);
  const eventId = await transact(first, (tx) =>
    createEvent(first, tx, {
      programmeId,
      timeZone: zone,
      actor: system,
      origin: { isExample: true },
      body: {
        preset: 'breakfast-swarm',
        slug: 'voorbeeld-ontbijtsessie-zorg',
        title: { nl: 'Voorbeeld: Ontbijtsessie Zorg', en: 'Example: Breakfast session on care' },
        summary: {
          nl: 'Zorgaanbieders en zelfstandige professionals ontbijten samen en gaan in drie rondes in gesprek aan thematafels. Elke tafel begint bij een vraagstuk van een opdrachtgever.\n\nDeze bijeenkomst is verzonnen, zodat je kunt zien hoe Pr8werk werkt.',
          en: 'Care providers and self-employed professionals have breakfast together and talk at theme tables in three rounds. Every table starts from a question of a client.\n\nThis event is made up, so that you can see how Pr8werk works.',
        },
        party: 'organisations',
        sector: 'Zorgaanbieders',
        emphases: ['encounter', 'collaboration'],
        venue: { name: 'Zaal De Zwerm', street: 'Dorpsplein 1', postcode: '7031 AA', place: 'Wehl', directions: null },
        startsAt: at('07:30'),
        endsAt: at('10:00'),
        capacity: 24,
      },
    }),
  );
  await publishEvent(first, { programmeId, eventId, actor: system });
  const numbered = people.map((it, index) => [...it, index] as const);
  // one day after another, so that the last ones are those who wait
  for (const [days, those] of Map.groupBy(numbered, ([, , , , index]) => signedUpDaysAgo(index))) {
    await registerBatch(
      daysAgo(days),
      those.map(([name, role, organisation, source, index]) => ({
        programme_id: programmeId,
        event_id: eventId,
        registration_id: newId(),
        contact_id: newId(),
        activity_id: newId(),
        receipt: newId(),
        idempotency_key: null,
        request_hash: null,
        name,
        email: `deelnemer${index + 1}@voorbeeld.example`,
        organisation_name: organisation,
        role,
        note: null,
        language: 'nl',
        source,
        site: null,
        notice_version: noticeVersion,
        verify_by: null,
        actor_kind: 'public',
        actor_id: null,
        notify: false,
      })),
    );
  }
}

const longestAgo = 24;

/** Quickly at first, then now and then, as it goes. */
function signedUpDaysAgo(index: number): number {
  return Math.round((longestAgo - 1) * (1 - index / people.length) ** 1.6);
}

function nextThursday(now: Date, daysAhead: number): Temporal.PlainDate {
  const day = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .add({ days: daysAhead });
  return day.add({ days: (4 - day.dayOfWeek + 7) % 7 });
}

const network = 'onz-achterhoek';
const people: [name: string, role: string, organisation: string | null, source: string | null][] = [
  ['Anneke Wolters', 'professional', 'Wolters Wijkverpleging', network],
  ['Bram te Velde', 'professional', 'Te Velde Advies', network],
  ['Chantal Böhmer', 'commissioner', 'Zorggroep De Linde', null],
  ['Daan Scholten', 'professional', null, network],
  ['Esra Yıldız', 'professional', 'Yıldız Ontwerp', null],
  ['Femke Roelofs', 'commissioner', 'Thuiszorg Oost', null],
  ['Gerrit Jan Hummelink', 'professional', 'Hummelink Projecten', network],
  ['Hanna de Graaf', 'professional', null, null],
  ['Imre Kovács', 'professional', 'Kovács ICT', network],
  ['Joke Lammers', 'commissioner', 'Gehandicaptenzorg Slingeland', null],
  ['Karim El Amrani', 'professional', 'El Amrani Communicatie', null],
  [
    'Lotte van der Zwaan-Oldenkotte',
    'professional',
    'Van der Zwaan Organisatieontwikkeling en Verandermanagement',
    network,
  ],
  ['Maarten Nijhuis', 'guest', null, null],
  ['Noor Abbink', 'professional', 'Abbink Financiën', network],
  ['Onno Wissink', 'commissioner', 'Welzijn Berkelstroom', null],
  ['Petra Hoftijzer', 'professional', null, null],
  ['Quirine Smeenk', 'professional', 'Smeenk HR', network],
  ['René Dijkman', 'professional', null, null],
  ['Saskia Geurkink', 'commissioner', 'Jeugdhulp Montferland', null],
  ['Tim Ruesink', 'professional', 'Ruesink Techniek', network],
  ['Ursula Berendsen', 'professional', null, null],
  ['Vincent Heijink', 'professional', 'Heijink Juristen', null],
  ['Willemijn Bongers', 'guest', null, null],
  ['Xander Tuenter', 'professional', 'Tuenter Media', network],
  ['Yvonne Klein Poelhuis', 'professional', null, network],
  ['Zoë Harmsen', 'commissioner', 'Zorgcoöperatie Aalten', null],
  ['Arjan Stronks', 'professional', 'Stronks Bouwadvies', null],
];
