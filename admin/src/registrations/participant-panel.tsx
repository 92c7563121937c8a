import type { RegistrationView } from '@pr8werk/shared/registrations.ts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useMay } from '../accounts/membership.ts';
import { ParticipantAnswers } from '../forms/participant-answers.tsx';
import { useLanguage } from '../language.ts';
import { homeZone } from '../programmes/zone.ts';
import { Button } from '../ui/button.tsx';
import { SidePanel } from '../ui/dialog.tsx';
import { Icon } from '../ui/icons.tsx';
import { Fact, Facts } from '../ui/layout.tsx';
import { sayMoment } from '../ui/say.ts';
import { Loaded } from '../ui/states.tsx';
import { RegistrationTag } from './participant-columns.tsx';
import { Notes } from './participant-notes.tsx';
import { History, Mails, Part } from './participant-story.tsx';
import css from './participants.module.css';
import { registrationQuery } from './queries.ts';
import { useT } from './words.ts';

const route = getRouteApi('/inside/$programme/bijeenkomsten/$event/deelnemers');

interface ParticipantPanelProps {
  programme: string;
  event: string;
  registration: string | undefined;
  rows: readonly RegistrationView[];
  total: number | undefined;
  /** The next one may not be fetched yet. */
  onNearEnd: () => void;
  /** Back to the row that was open last. */
  onClosed: (registration: string) => void;
}

/** Everything about one registration, beside the list; which one is open stands in the address. */
export function ParticipantPanel({ programme, event, registration, rows, onClosed, ...near }: ParticipantPanelProps) {
  const t = useT();
  const navigate = route.useNavigate();
  const query = useQuery({
    ...registrationQuery(programme, event, registration ?? ''),
    enabled: registration !== undefined,
  });
  const go = (person: string | undefined) =>
    navigate({ search: (now) => ({ ...now, person }), replace: true, resetScroll: false });
  const close = () => {
    void go(undefined);
    if (registration) onClosed(registration);
  };
  const shown = query.data ?? rows.find((it) => it.id === registration);
  return (
    <SidePanel
      title={shown?.name || t(shown ? 'registrations.forgotten' : 'registrations.registration')}
      isOpen={registration !== undefined}
      onClose={close}
    >
      {registration !== undefined && (
        <>
          <Neighbours registration={registration} rows={rows} onGo={go} {...near} />
          <Loaded query={query}>
            {(it) => <About key={it.id} registration={it} programme={programme} event={event} />}
          </Loaded>
        </>
      )}
    </SidePanel>
  );
}

interface NeighboursProps {
  registration: string;
  rows: readonly RegistrationView[];
  total: number | undefined;
  onNearEnd: () => void;
  onGo: (registration: string) => void;
}

/** On to the one above or below in the list, also by the arrow keys as long as nobody is typing. */
function Neighbours({ registration, rows, total = 0, onNearEnd, onGo }: NeighboursProps) {
  const t = useT();
  const index = rows.findIndex((it) => it.id === registration);
  const [previous, next] = index < 0 ? [] : [rows[index - 1]?.id, rows[index + 1]?.id];
  const isNearEnd = index >= rows.length - 5;
  const now = useRef({ previous, next, onGo, onNearEnd });
  now.current = { previous, next, onGo, onNearEnd };
  useEffect(() => {
    if (isNearEnd) now.current.onNearEnd();
  }, [isNearEnd]);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (target.closest('input, textarea, select, [role=menu]')) return;
      const to =
        event.key === 'ArrowLeft' ? now.current.previous : event.key === 'ArrowRight' ? now.current.next : undefined;
      if (to === undefined) return;
      event.preventDefault();
      now.current.onGo(to);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
  if (index < 0) return null;
  const isTurned = (to: string | undefined) => () => to && onGo(to);
  return (
    <div className={css.neighbours} title={t('participants.keys')}>
      <Button
        size="xs"
        look="quiet"
        icon={<Icon name="chevronLeft" />}
        aria-disabled={previous === undefined}
        aria-keyshortcuts="ArrowLeft"
        onClick={isTurned(previous)}
      >
        {t('participants.previous')}
      </Button>
      <span className="pr-small pr-soft" role="status">
        <span className="pr-hidden">{rows[index]?.name} </span>
        {t('participants.position', { index: index + 1, total: Math.max(total, rows.length) })}
      </span>
      <Button
        size="xs"
        look="quiet"
        aria-disabled={next === undefined}
        aria-keyshortcuts="ArrowRight"
        onClick={isTurned(next)}
      >
        <span className={css.next}>
          {t('participants.next')}
          <Icon name="chevronRight" />
        </span>
      </Button>
    </div>
  );
}

interface AboutProps {
  registration: RegistrationView;
  programme: string;
  event: string;
}

function About({ registration: it, programme, event }: AboutProps) {
  const t = useT();
  const language = useLanguage();
  const may = useMay(programme);
  const moment = (at: string) => sayMoment(at, homeZone, language);
  const place = { programme, event, registration: it };
  return (
    <div className={css.about}>
      <Facts>
        <Fact term={t('registrations.status')}>
          <RegistrationTag registration={it} />
        </Fact>
        {!it.isVerified && it.verifyBy && <Fact term={t('registrations.verify-by')}>{moment(it.verifyBy)}</Fact>}
        <Fact term={t('registrations.email')}>
          {it.email ? <a href={`mailto:${it.email}`}>{it.email}</a> : t('ui.unknown')}
        </Fact>
        <Fact term={t('registrations.source')}>
          {[it.network ?? it.source, it.site].filter(Boolean).join(' · ') || t('registrations.no-source')}
        </Fact>
        <Fact term={t('registrations.created')}>{moment(it.createdAt)}</Fact>
        {it.cancelledAt && <Fact term={t('registrations.cancelled-at')}>{moment(it.cancelledAt)}</Fact>}
      </Facts>
      <Part title={t('participants.answers')}>
        <Facts>
          <Fact term={t('registrations.role')}>{t(`registrations.role.${it.role}`)}</Fact>
          <Fact term={t('registrations.organisation')}>{it.organisation ?? t('ui.not-filled')}</Fact>
          <Fact term={t('registrations.note')}>
            <span className={css.preline}>{it.note ?? t('ui.not-filled')}</span>
          </Fact>
          <Fact term={t('registrations.language')}>{t(`ui.language.${it.language}`)}</Fact>
          <Fact term={t('participants.notice')}>{t('participants.notice-version', { version: it.noticeVersion })}</Fact>
        </Facts>
        <ParticipantAnswers
          programme={programme}
          event={event}
          registration={it.id}
          isFixed={it.name === '' || it.status === 'cancelled' || it.status === 'declined'}
        />
      </Part>
      {may('registrations:write') && <Notes {...place} />}
      {may('mails:read') && <Mails {...place} />}
      <History {...place} mayMails={may('mails:read')} />
    </div>
  );
}
