// Every screen of the console: its address, what stands in its search part, and the file that draws it. The words in an
// address are Dutch because people read and mail them; a list's filters stand in its search part for the same reason.

import { NoAnswerError } from '@pr8werk/shared/client.ts';
import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  Outlet,
  type ParsedLocation,
  redirect,
} from '@tanstack/react-router';
import { accountQuery, firstRunQuery } from './accounts/queries.ts';
import { isSignedOut } from './http.ts';
import * as search from './search-params.ts';
import { ErrorPage, NoProgrammePage, NotFoundOutside, NotFoundPage, PendingPage } from './shell/lost-pages.tsx';

interface Context {
  queryClient: QueryClient;
}

/** A screen that cannot be fetched without a connection says so; the router would load the page again, and lose it. */
const screen: typeof lazyRouteComponent = (load, name) =>
  lazyRouteComponent(
    () =>
      load().catch((error: unknown) => {
        throw navigator.onLine ? error : new NoAnswerError('a screen could not be fetched', { cause: error });
      }),
    name,
  );

const root = createRootRouteWithContext<Context>()({ component: Outlet, notFoundComponent: NotFoundOutside });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: search.readNext,
  component: screen(() => import('./accounts/sign-in-page.tsx'), 'SignInPage'),
});
const firstRun = createRoute({
  getParentRoute: () => root,
  path: '/first-run',
  component: screen(() => import('./accounts/first-run-page.tsx'), 'FirstRunPage'),
});

/** Behind the door. Nobody signed in: to the door, remembering where one wanted to be. */
const behindTheDoor = async ({ context, location }: { context: Context; location: ParsedLocation }) => {
  try {
    await context.queryClient.ensureQueryData(accountQuery());
  } catch (error) {
    if (!isSignedOut(error)) throw error;
    if (location.pathname === '/') {
      const { isOpen } = await context.queryClient.ensureQueryData(firstRunQuery());
      if (isOpen) throw redirect({ to: '/first-run' });
    }
    throw redirect({ to: '/sign-in', search: location.pathname === '/' ? {} : { next: location.href } });
  }
};
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: behindTheDoor,
  component: screen(() => import('./shell/shell.tsx'), 'Shell'),
  notFoundComponent: NotFoundPage,
});
const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  beforeLoad: async ({ context }) => {
    const account = await context.queryClient.ensureQueryData(accountQuery());
    const first = account.memberships[0];
    if (first) throw redirect({ to: '/$programme/vandaag', params: { programme: first.programme }, replace: true });
  },
  component: NoProgrammePage,
});
const sessions = createRoute({
  getParentRoute: () => inside,
  path: '/sessies',
  component: screen(() => import('./accounts/sessions-page.tsx'), 'SessionsPage'),
});

const programme = createRoute({
  getParentRoute: () => inside,
  path: '/$programme',
  beforeLoad: async ({ context, params }) => {
    const account = await context.queryClient.ensureQueryData(accountQuery());
    if (!account.memberships.some((it) => it.programme === params.programme)) throw notFound();
  },
  component: Outlet,
  notFoundComponent: NotFoundPage,
});
const programmeHome = createRoute({
  getParentRoute: () => programme,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/$programme/vandaag', params, replace: true });
  },
});
const today = createRoute({
  getParentRoute: () => programme,
  path: '/vandaag',
  component: screen(() => import('./today/today-page.tsx'), 'TodayPage'),
});
const people = createRoute({
  getParentRoute: () => programme,
  path: '/personen',
  validateSearch: search.peopleFilters,
  component: screen(() => import('./people/people-page.tsx'), 'PeoplePage'),
});
const person = createRoute({
  getParentRoute: () => programme,
  path: '/personen/$contact',
  component: screen(() => import('./people/person-page.tsx'), 'PersonPage'),
});
const personData = createRoute({
  getParentRoute: () => programme,
  path: '/personen/$contact/gegevens',
  component: screen(() => import('./privacy/person-data-page.tsx'), 'PersonDataPage'),
});
const importPeople = createRoute({
  getParentRoute: () => programme,
  path: '/personen/importeren',
  component: screen(() => import('./imports/imports-page.tsx'), 'ImportsPage'),
});
const importOne = createRoute({
  getParentRoute: () => programme,
  path: '/personen/importeren/$import',
  validateSearch: search.importRowChoice,
  component: screen(() => import('./imports/import-page.tsx'), 'ImportPage'),
});
const doubles = createRoute({
  getParentRoute: () => programme,
  path: '/personen/dubbel',
  component: screen(() => import('./doubles/doubles-page.tsx'), 'DoublesPage'),
});
const merge = createRoute({
  getParentRoute: () => programme,
  path: '/personen/dubbel/$keep/$drop',
  component: screen(() => import('./doubles/merge-page.tsx'), 'MergePage'),
});
const organisations = createRoute({
  getParentRoute: () => programme,
  path: '/organisaties',
  validateSearch: search.organisationFilters,
  component: screen(() => import('./organisations/organisations-page.tsx'), 'OrganisationsPage'),
});
const organisation = createRoute({
  getParentRoute: () => programme,
  path: '/organisaties/$organisation',
  component: screen(() => import('./organisations/organisation-page.tsx'), 'OrganisationPage'),
});
const network = createRoute({
  getParentRoute: () => programme,
  path: '/netwerken/$network',
  component: screen(() => import('./organisations/network-page.tsx'), 'NetworkPage'),
});
const plan = createRoute({
  getParentRoute: () => programme,
  path: '/programma',
  component: screen(() => import('./programmes/plan-page.tsx'), 'PlanPage'),
});
const team = createRoute({
  getParentRoute: () => programme,
  path: '/team',
  component: screen(() => import('./accounts/team-page.tsx'), 'TeamPage'),
});
const settings = createRoute({
  getParentRoute: () => programme,
  path: '/instellingen',
  component: screen(() => import('./settings/settings-page.tsx'), 'SettingsPage'),
});
const links = createRoute({
  getParentRoute: () => programme,
  path: '/koppelingen',
  component: screen(() => import('./settings/links-page.tsx'), 'LinksPage'),
});
const privacy = createRoute({
  getParentRoute: () => programme,
  path: '/instellingen/privacy',
  component: screen(() => import('./privacy/privacy-page.tsx'), 'PrivacyPage'),
});
const wordings = createRoute({
  getParentRoute: () => programme,
  path: '/instellingen/mailteksten',
  validateSearch: search.wordingChoice,
  component: screen(() => import('./settings/wordings-page.tsx'), 'WordingsPage'),
});
const log = createRoute({
  getParentRoute: () => programme,
  path: '/logboek',
  validateSearch: search.logFilters,
  component: screen(() => import('./activity/log-page.tsx'), 'LogPage'),
});
const mails = createRoute({
  getParentRoute: () => programme,
  path: '/post',
  validateSearch: search.mailFilters,
  component: screen(() => import('./mails/mails-page.tsx'), 'MailsPage'),
});
const mail = createRoute({
  getParentRoute: () => programme,
  path: '/post/$mail',
  component: screen(() => import('./mails/mail-page.tsx'), 'MailPage'),
});
const jobs = createRoute({
  getParentRoute: () => programme,
  path: '/achtergrondwerk',
  component: screen(() => import('./mails/jobs-page.tsx'), 'JobsPage'),
});

const events = createRoute({
  getParentRoute: () => programme,
  path: '/bijeenkomsten',
  validateSearch: search.eventFilters,
  component: screen(() => import('./events/events-page.tsx'), 'EventsPage'),
});
const newEvent = createRoute({
  getParentRoute: () => programme,
  path: '/bijeenkomsten/nieuw',
  validateSearch: search.newEventChoice,
  component: screen(() => import('./events/new-event-page.tsx'), 'NewEventPage'),
});
const event = createRoute({
  getParentRoute: () => programme,
  path: '/bijeenkomsten/$event',
  component: screen(() => import('./events/event-workspace.tsx'), 'EventWorkspace'),
});
const overview = createRoute({
  getParentRoute: () => event,
  path: '/',
  component: screen(() => import('./events/overview.tsx'), 'Overview'),
});
const details = createRoute({
  getParentRoute: () => event,
  path: '/gegevens',
  component: screen(() => import('./events/details.tsx'), 'Details'),
});
const eventForm = createRoute({
  getParentRoute: () => event,
  path: '/formulier',
  component: screen(() => import('./forms/form-page.tsx'), 'FormPage'),
});
const participants = createRoute({
  getParentRoute: () => event,
  path: '/deelnemers',
  validateSearch: search.participantFilters,
  component: screen(() => import('./registrations/participants.tsx'), 'Participants'),
});
const places = createRoute({
  getParentRoute: () => event,
  path: '/plaatsen',
  component: screen(() => import('./admissions/places-page.tsx'), 'PlacesPage'),
});
const onYourSite = createRoute({
  getParentRoute: () => event,
  path: '/op-je-site',
  component: screen(() => import('./events/on-your-site.tsx'), 'OnYourSite'),
});

const runbook = createRoute({
  getParentRoute: () => event,
  path: '/draaiboek',
  component: screen(() => import('./runbook/runbook-page.tsx'), 'RunbookPage'),
});
const tasks = createRoute({
  getParentRoute: () => programme,
  path: '/draaiboek',
  validateSearch: search.taskFilters,
  component: screen(() => import('./runbook/tasks-page.tsx'), 'TasksPage'),
});
const door = createRoute({
  getParentRoute: () => event,
  path: '/deur',
  component: screen(() => import('./door/door-page.tsx'), 'DoorPage'),
});
const prints = createRoute({
  getParentRoute: () => event,
  path: '/drukwerk',
  component: screen(() => import('./door/prints-page.tsx'), 'PrintsPage'),
});

const invitations = createRoute({
  getParentRoute: () => event,
  path: '/uitnodigen',
  component: screen(() => import('./invitations/invitations-page.tsx'), 'InvitationsPage'),
});
const newMailing = createRoute({
  getParentRoute: () => event,
  path: '/uitnodigen/nieuw',
  validateSearch: search.mailingChoice,
  component: screen(() => import('./invitations/composer-page.tsx'), 'ComposerPage'),
});
const invited = createRoute({
  getParentRoute: () => event,
  path: '/uitnodigen/genodigden',
  validateSearch: search.invitationFilters,
  component: screen(() => import('./invitations/invited-page.tsx'), 'InvitedPage'),
});
const mailing = createRoute({
  getParentRoute: () => event,
  path: '/uitnodigen/mailing/$mailing',
  validateSearch: search.recipientFilters,
  component: screen(() => import('./invitations/mailing-page.tsx'), 'MailingPage'),
});

/** To print, so without the console around it. */
const poster = createRoute({
  getParentRoute: () => root,
  path: '/$programme/bijeenkomsten/$event/affiche',
  beforeLoad: behindTheDoor,
  component: screen(() => import('./events/poster-page.tsx'), 'PosterPage'),
});

const routeTree = root.addChildren([
  signIn,
  firstRun,
  poster,
  inside.addChildren([
    home,
    sessions,
    programme.addChildren([
      programmeHome,
      today,
      plan,
      events,
      newEvent,
      event.addChildren([
        overview,
        details,
        eventForm,
        places,
        participants,
        invitations,
        newMailing,
        invited,
        mailing,
        onYourSite,
        runbook,
        door,
        prints,
      ]),
      people,
      person,
      personData,
      importPeople,
      importOne,
      doubles,
      merge,
      organisations,
      organisation,
      network,
      mails,
      mail,
      jobs,
      log,
      team,
      settings,
      privacy,
      wordings,
      links,
      tasks,
    ]),
  ]),
]);

export function makeRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    basepath: '/admin',
    context: { queryClient },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultErrorComponent: ErrorPage,
    defaultNotFoundComponent: NotFoundPage,
    defaultPendingComponent: PendingPage,
    defaultPendingMs: 300,
    scrollRestoration: true,
    // Plain `?status=draft`, no JSON in the address.
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch: (search) => {
      const kept = Object.entries(search).filter(([, value]) => value !== undefined && value !== '');
      const text = new URLSearchParams(kept as [string, string][]).toString();
      return text ? `?${text}` : '';
    },
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
