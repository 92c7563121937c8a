import type { EventView } from '@pr8werk/shared/events.ts';
import { cancelMailing, type MailingView } from '@pr8werk/shared/mailings.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useMay } from '../accounts/membership.ts';
import { call } from '../http.ts';
import { useLanguage } from '../language.ts';
import { Button } from '../ui/button.tsx';
import { Tag, type Tone } from '../ui/note.tsx';
import { sayMoment, sayNumber } from '../ui/say.ts';
import { showToast } from '../ui/toast.tsx';
import { failureOf } from '../ui/use-form.ts';
import css from './invitations.module.css';
import { useT } from './words.ts';

interface OfEvent {
  programme: string;
  event: EventView;
}

const tones: Record<MailingView['state'], Tone> = {
  planned: 'warn',
  going: 'warn',
  sent: 'good',
  cancelled: 'none',
  stopped: 'bad',
};

export function MailingList({ items, ...of }: OfEvent & { items: MailingView[] }) {
  return (
    <ul className={css.mailings}>
      {items.map((it) => (
        <li key={it.id}>
          <OneMailing mailing={it} {...of} />
        </li>
      ))}
    </ul>
  );
}

function OneMailing({ mailing, programme, event }: OfEvent & { mailing: MailingView }) {
  const t = useT();
  const language = useLanguage();
  const number = (it: number) => sayNumber(it, language);
  const lost = mailing.bounced + mailing.failed;
  const parts = [
    t(`invite.kind.${mailing.kind}`),
    mailing.endedAt && sayMoment(mailing.endedAt, event.timeZone, language),
    mailing.state !== 'cancelled' &&
      t('invite.counts', {
        sent: number(mailing.sent),
        all: number(mailing.sent + mailing.toSend + lost),
      }),
    lost > 0 && t('invite.not-arrived', { count: lost }),
  ];
  return (
    <div className={css.mailing}>
      <div className={css.mailingWords}>
        <div className={css.mailingHead}>
          <Link
            to="/$programme/bijeenkomsten/$event/uitnodigen/mailing/$mailing"
            params={{ programme, event: event.id, mailing: mailing.id }}
          >
            {mailing.subject ?? t('invite.text-gone')}
          </Link>
          <MailingState state={mailing.state} />
        </div>
        <span className="pr-soft pr-small">{parts.filter(Boolean).join(' · ')}</span>
        {mailing.state === 'planned' && <Leaving mailing={mailing} zone={event.timeZone} />}
      </div>
      <CancelButton mailing={mailing} programme={programme} event={event.id} />
    </div>
  );
}

export function MailingState({ state }: { state: MailingView['state'] }) {
  const t = useT();
  return <Tag tone={tones[state]}>{t(`invite.state.${state}`)}</Tag>;
}

/** Counts down the last minutes: how long one can still change one's mind. */
export function Leaving({ mailing, zone }: { mailing: MailingView; zone: string }) {
  const t = useT();
  const language = useLanguage();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.ceil((new Date(mailing.leavesAt).getTime() - now) / 1000);
  const told =
    seconds > 120
      ? t('invite.leaves', { when: sayMoment(mailing.leavesAt, zone, language) })
      : seconds > 0
        ? t('invite.leaves-in', { count: seconds })
        : t('invite.leaves-now');
  return <span className="pr-small">{told}</span>;
}

interface CancelProps {
  mailing: MailingView;
  programme: string;
  event: string;
}

export function CancelButton({ mailing, programme, event }: CancelProps) {
  const t = useT();
  const may = useMay(programme);
  const queryClient = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => call(cancelMailing, { params: { programme, event, mailing: mailing.id } }),
    onSuccess: (next) =>
      showToast({ message: t(next.state === 'stopped' ? 'invite.was-stopped' : 'invite.was-cancelled') }),
    onError: (error) => showToast({ kind: 'failed', message: failureOf(error, t).message }),
    onSettled: () =>
      Promise.all(
        ['mailings', 'mailing', 'recipients', 'audience'].map((it) =>
          queryClient.invalidateQueries({ queryKey: [it, programme, event] }),
        ),
      ),
  });
  if (!may('invitations:write') || (mailing.state !== 'planned' && mailing.state !== 'going')) return null;
  return (
    <Button isBusy={cancel.isPending} onClick={() => cancel.mutate()}>
      {t(mailing.state === 'planned' ? 'invite.cancel' : 'invite.stop')}
    </Button>
  );
}
