// Networks that mail their own members: what they need, and what they say they did.

import type { EventView } from '@pr8werk/shared/events.ts';
import { type NetworkInvitationView, reportNetworkInvitation } from '@pr8werk/shared/invitations.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../accounts/membership.ts';
import { call } from '../http.ts';
import { useLanguage } from '../language.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/fields.tsx';
import { Form, FormFooter } from '../ui/form.tsx';
import { Icon } from '../ui/icons.tsx';
import { Row, Section } from '../ui/layout.tsx';
import { Tag } from '../ui/note.tsx';
import { sayDate } from '../ui/say.ts';
import { Loaded } from '../ui/states.tsx';
import { showToast } from '../ui/toast.tsx';
import { useForm } from '../ui/use-form.ts';
import { dayText, readDay, todayText } from './day.ts';
import css from './invitations.module.css';
import { networkInvitationsQuery } from './queries.ts';
import { useT } from './words.ts';

interface OfEvent {
  programme: string;
  event: EventView;
}

export function Networks({ programme, event }: OfEvent) {
  const t = useT();
  const query = useQuery(networkInvitationsQuery(programme, event.id));
  return (
    <Section title={t('invite.networks')} intro={t('invite.networks-intro')}>
      <Loaded query={query} shape="rows" lines={3}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="pr-soft">{t('invite.networks-none')}</p>
          ) : (
            <ul className={css.networks}>
              {items.map((it) => (
                <li key={it.network}>
                  <Network network={it} programme={programme} event={event} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  );
}

function Network({ network, programme, event }: OfEvent & { network: NetworkInvitationView }) {
  const t = useT();
  const language = useLanguage();
  const mayWrite = useMay(programme)('invitations:write');
  const [isReporting, setIsReporting] = useState(false);
  const { reported, mailedOn, name } = network;
  const said =
    reported !== null && mailedOn
      ? t('invite.network-reported', { count: reported, day: sayDate(`${mailedOn}T12:00:00Z`, 'UTC', language) })
      : t('invite.network-unsaid');
  return (
    <details className={css.network}>
      <summary>
        <span className={css.networkHead}>
          <strong>{name}</strong>
          <span className="pr-soft pr-small">{said}</span>
          {reported !== null && <Tag>{t('invite.network-stated')}</Tag>}
          {network.registered > 0 && (
            <span className="pr-soft pr-small">{t('invite.network-registered', { count: network.registered })}</span>
          )}
        </span>
      </summary>
      <div className={css.networkBody}>
        {(event.title.en ? (['nl', 'en'] as const) : (['nl'] as const)).map((it) => (
          <div key={it}>
            <pre className={css.ready} lang={it}>
              {network.text[it]}
            </pre>
            <CopyButton text={network.text[it]} label={t('invite.copy-text')} about={`${name}, ${it}`} />
          </div>
        ))}
        <Address label={t('invite.network-link')} copy={t('invite.copy-link')} url={network.link} about={name} />
        <Address label={t('invite.network-page')} copy={t('invite.copy-page')} url={network.page} about={name} />
        {mayWrite && (
          <Row gap={2}>
            <Button onClick={() => setIsReporting(true)} aria-label={`${t('invite.report')}: ${name}`}>
              {t(reported === null ? 'invite.report' : 'invite.report-change')}
            </Button>
          </Row>
        )}
      </div>
      <Dialog title={t('invite.report-title', { name })} isOpen={isReporting} onClose={() => setIsReporting(false)}>
        <Report network={network} programme={programme} event={event} onDone={() => setIsReporting(false)} />
      </Dialog>
    </details>
  );
}

function Address({ label, copy, url, about }: { label: string; copy: string; url: string; about: string }) {
  return (
    <div>
      <span className="pr-soft pr-small">{label}</span>
      <code className={css.address}>{url}</code>
      <CopyButton text={url} label={copy} about={about} />
    </div>
  );
}

function CopyButton({ text, label, about }: { text: string; label: string; about: string }) {
  const t = useT();
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => showToast({ message: t('invite.copied') }),
      () => showToast({ kind: 'failed', message: t('ui.copy-failed') }),
    );
  return (
    <Button
      size="xs"
      icon={<Icon name="copy" size={14} />}
      onClick={() => void copy()}
      aria-label={`${label}: ${about}`}
    >
      {label}
    </Button>
  );
}

function Report({
  network,
  programme,
  event,
  onDone,
}: OfEvent & { network: NetworkInvitationView; onDone: () => void }) {
  const t = useT();
  const queryClient = useQueryClient();
  const zone = event.timeZone;
  const form = useForm({
    reported: network.reported === null ? '' : String(network.reported),
    mailedOn: network.mailedOn ? dayText(network.mailedOn) : todayText(zone),
  });
  const report = useMutation({
    mutationFn: (body: { reported: number | null; mailedOn: string | null }) =>
      call(reportNetworkInvitation, { params: { programme, event: event.id, network: network.network }, body }),
    onSuccess: async () => {
      form.letGo();
      await queryClient.invalidateQueries(networkInvitationsQuery(programme, event.id));
      await queryClient.invalidateQueries({ queryKey: ['invitation-funnel', programme, event.id] });
      showToast({ message: t('ui.saved') });
      onDone();
    },
    onError: (error) => form.fail(error),
  });
  const submit = () => {
    const read = readDay(form.values.mailedOn, zone);
    const typed = form.values.reported.replace(/[.\s]/g, '');
    const isNumber = /^[1-9]\d{0,5}$/.test(typed);
    if (isNumber && 'day' in read) report.mutate({ reported: Number(typed), mailedOn: read.day });
    else
      form.setErrors({
        ...(isNumber ? {} : { reported: t('ui.fault.minimum', { limit: 1 }) }),
        ...('fault' in read ? { mailedOn: t(read.fault) } : {}),
      });
  };
  return (
    <Form form={form} onSubmit={submit}>
      <TextField {...form.field('reported')} label={t('invite.reported')} inputMode="numeric" width="10rem" />
      <TextField {...form.field('mailedOn')} label={t('invite.mailed-on')} hint={t('invite.day-hint')} width="10rem" />
      <FormFooter>
        <Button type="submit" look="primary" isBusy={report.isPending}>
          {t('ui.save')}
        </Button>
        {network.reported !== null && (
          <Button look="quiet" onClick={() => report.mutate({ reported: null, mailedOn: null })}>
            {t('invite.report-take-back')}
          </Button>
        )}
      </FormFooter>
    </Form>
  );
}
