import type { SearchView } from '@pr8werk/shared/search.ts';
import { useNavigate } from '@tanstack/react-router';
import { sayPartial, titleOf } from '../events/event-words.tsx';
import { sayParty } from '../events/party.tsx';
import { useLanguage } from '../language.ts';
import { homeZone } from '../programmes/zone.ts';
import type { Command, CommandGroup } from '../ui/command-box.tsx';
import { sayDay } from '../ui/say.ts';
import { Highlight } from './highlight.tsx';
import { type Found, recentIn, remember } from './recent.ts';
import { useT } from './words.ts';

/** What was found, as lines to choose from. */
export function useFound(programme: string, typed: string, onClose: () => void) {
  const t = useT();
  const language = useLanguage();
  const navigate = useNavigate();
  const go = (found: Found) => () => {
    remember(programme, found);
    onClose();
    if (found.kind === 'people')
      void navigate({ to: '/$programme/personen/$contact', params: { programme, contact: found.it.id } });
    else if (found.kind === 'organisations')
      void navigate({ to: '/$programme/organisaties/$organisation', params: { programme, organisation: found.it.id } });
    else void navigate({ to: '/$programme/bijeenkomsten/$event', params: { programme, event: found.it.id } });
  };
  const mark = (text: string) => <Highlight text={text} typed={typed} />;
  const asCommand = (found: Found): Command => {
    const line = { key: `${found.kind}-${found.it.id}`, onChoose: go(found) };
    switch (found.kind) {
      case 'people': {
        const detail = [found.it.organisationName, found.it.email].filter((it) => it !== null).join(' · ');
        return { ...line, icon: 'people', text: mark(found.it.name), detail: detail && mark(detail) };
      }
      case 'organisations': {
        const kind = t(`organisations.kind.${found.it.kind}`);
        const detail = found.it.party ? `${kind} · ${sayParty(found.it.party, t)}` : kind;
        return { ...line, icon: 'organisation', text: mark(found.it.name), detail };
      }
      case 'events': {
        const { startsAt, when, place, status } = found.it;
        const day = startsAt ? sayDay(startsAt, homeZone, language) : sayPartial(when, t, language);
        return {
          ...line,
          icon: 'calendar',
          text: mark(titleOf(found.it, language)),
          detail: (
            <>
              {day}
              {place && <> · {mark(place)}</>}
            </>
          ),
          aside: t(`events.status.${status}`),
        };
      }
    }
  };
  return {
    recent: (): CommandGroup => ({ title: t('search.recent'), commands: recentIn(programme).map(asCommand) }),
    groups: (view: SearchView | undefined): CommandGroup[] => [
      { title: t('shell.people'), commands: (view?.people ?? []).map((it) => asCommand({ kind: 'people', it })) },
      {
        title: t('shell.organisations'),
        commands: (view?.organisations ?? []).map((it) => asCommand({ kind: 'organisations', it })),
      },
      { title: t('events.events'), commands: (view?.events ?? []).map((it) => asCommand({ kind: 'events', it })) },
    ],
  };
}
