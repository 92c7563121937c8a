// Who helps at the door: a link for each, shown as a code until a phone has it.

import { type HelperLinkView, makeHelperLink, revokeHelperLink } from '@pr8werk/shared/door.ts';
import type { EventView } from '@pr8werk/shared/events.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { eventQuery } from '../events/queries.ts';
import { call, idempotency, isRefusal } from '../http.ts';
import { useLanguage, useT } from '../language.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/fields.tsx';
import { Form, FormFooter } from '../ui/form.tsx';
import { Section, Stack } from '../ui/layout.tsx';
import { Note, Tag } from '../ui/note.tsx';
import { QrCode } from '../ui/qr-code.tsx';
import { sayMoment } from '../ui/say.ts';
import { Empty, Loaded } from '../ui/states.tsx';
import { showToast } from '../ui/toast.tsx';
import { failureOf, useForm } from '../ui/use-form.ts';
import css from './door.module.css';
import { helperLinksQuery } from './queries.ts';

const route = getRouteApi('/inside/$programme/bijeenkomsten/$event/deur');

export function DoorPage() {
  const { programme, event: id } = route.useParams();
  const event = useQuery(eventQuery(programme, id)).data?.body;
  const query = useQuery(helperLinksQuery(programme, id));
  const t = useT();
  if (!event) return null;
  return (
    <Section title={t('door.links')} intro={t('door.intro')}>
      <Stack gap={4}>
        <MakeLink programme={programme} event={event} />
        <Loaded query={query} shape="rows">
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={t('door.none')}>{t('door.none-do')}</Empty>
            ) : (
              <ul className={css.links}>
                {items.map((it) => (
                  <Link key={it.id} link={it} programme={programme} event={event} />
                ))}
              </ul>
            )
          }
        </Loaded>
      </Stack>
    </Section>
  );
}

interface OfEvent {
  programme: string;
  event: EventView;
}

function MakeLink({ programme, event }: OfEvent) {
  const t = useT();
  const queryClient = useQueryClient();
  const [keyed] = useState(idempotency);
  const [nth, setNth] = useState(0);
  const form = useForm({ label: '' });
  const make = useMutation({
    mutationFn: (label: string) => {
      const body = { label: label || null };
      const headers = keyed({ ...body, nth });
      return call(makeHelperLink, { params: { programme, event: event.id }, body, headers });
    },
    onSuccess: async () => {
      setNth(nth + 1);
      form.set('label', '');
      await queryClient.invalidateQueries(helperLinksQuery(programme, event.id));
    },
    onError: (error) => {
      if (!isRefusal(error, 'event-state')) form.fail(error);
    },
  });
  return (
    <Form form={form} onSubmit={async () => make.mutate(form.values.label.trim())}>
      {isRefusal(make.error, 'event-state') && (
        <Note tone="warn" isNews>
          {t('door.cannot')}
        </Note>
      )}
      <TextField {...form.field('label')} label={t('door.label')} hint={t('door.label-hint')} isOptional />
      <FormFooter>
        <Button type="submit" look="primary" isBusy={make.isPending}>
          {t('door.make')}
        </Button>
      </FormFooter>
    </Form>
  );
}

const tones = { fresh: 'warn', bound: 'good', revoked: 'none', ended: 'none' } as const;

function Link({ link, programme, event }: OfEvent & { link: HelperLinkView }) {
  const t = useT();
  const language = useLanguage();
  const queryClient = useQueryClient();
  const moment = (instant: string) => sayMoment(instant, event.timeZone, language);
  const revoke = useMutation({
    mutationFn: () => call(revokeHelperLink, { params: { programme, event: event.id, link: link.id } }),
    onSuccess: async () => {
      await queryClient.invalidateQueries(helperLinksQuery(programme, event.id));
      showToast({ message: t('door.revoked') });
    },
    onError: (error) => showToast({ message: failureOf(error, t).message }),
  });
  const copy = async () => {
    await navigator.clipboard.writeText(link.url!);
    showToast({ message: t('door.copied') });
  };
  const name = link.label ?? link.helper ?? t('door.nameless');
  const isLive = link.state === 'fresh' || link.state === 'bound';
  return (
    <li className={css.link}>
      {link.url && <QrCode className={css.code} text={link.url} label={t('door.code', { label: name })} />}
      <div className={css.facts}>
        <h3 className={css.name}>
          {name} <Tag tone={tones[link.state]}>{t(`door.state.${link.state}`)}</Tag>
        </h3>
        {link.url && <p>{t('door.scan')}</p>}
        {link.helper && <p>{t('door.used-by', { helper: link.helper, device: link.device ?? '' })}</p>}
        {link.lastUsedAt && <p>{t('door.last-used', { when: moment(link.lastUsedAt) })}</p>}
        {link.entries > 0 && <p>{t('door.entries', { count: link.entries })}</p>}
        {isLive && <p className={css.soft}>{t('door.until', { when: moment(link.expiresAt) })}</p>}
        {isLive && (
          <div className={css.buttons}>
            {link.url && (
              <Button onClick={() => void copy()} aria-label={`${t('door.copy')}: ${name}`}>
                {t('door.copy')}
              </Button>
            )}
            <Button
              look="quiet"
              isBusy={revoke.isPending}
              onClick={() => revoke.mutate()}
              aria-label={`${t('door.revoke')}: ${name}`}
            >
              {t('door.revoke')}
            </Button>
          </div>
        )}
      </div>
    </li>
  );
}
