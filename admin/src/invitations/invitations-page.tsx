// Inviting and writing: what came of it, what was sent, and the networks that mail their own members.

import type { EventView } from '@pr8werk/shared/events.ts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../accounts/membership.ts';
import { eventQuery } from '../events/queries.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icons.tsx';
import { Row, Section, Stack } from '../ui/layout.tsx';
import { Empty, Loaded } from '../ui/states.tsx';
import { useNow } from '../ui/use-now.ts';
import { Funnel } from './funnel.tsx';
import { MailingList } from './mailing-list.tsx';
import { Networks } from './networks.tsx';
import { funnelQuery, mailingsQuery } from './queries.ts';
import { RecordElsewhere } from './record-elsewhere.tsx';
import { useT } from './words.ts';

const route = getRouteApi('/inside/$programme/bijeenkomsten/$event/uitnodigen');

export function InvitationsPage() {
  const { programme, event: id } = route.useParams();
  const event = useQuery(eventQuery(programme, id)).data?.body;
  const funnel = useQuery(funnelQuery(programme, id));
  const mailings = useQuery(mailingsQuery(programme, id));
  const may = useMay(programme);
  const t = useT();
  if (!event) return null;
  return (
    <Stack gap={5}>
      {may('invitations:write') && <Actions event={event} programme={programme} />}
      <Loaded query={funnel} lines={4}>
        {(it) =>
          it.invited === 0 ? (
            <Section title={t('invite.funnel')}>
              <Empty icon="mail" title={t('invite.funnel-none')}>
                {t('invite.funnel-none-do')}
              </Empty>
            </Section>
          ) : (
            <Funnel funnel={it} programme={programme} event={id} />
          )
        }
      </Loaded>
      <Section title={t('invite.mailings')}>
        <Loaded query={mailings} shape="rows" lines={2}>
          {({ items }) =>
            items.length === 0 ? (
              <p className="pr-soft">{t('invite.mailings-none')}</p>
            ) : (
              <MailingList items={items} programme={programme} event={event} />
            )
          }
        </Loaded>
      </Section>
      {event.status !== 'draft' && <Networks programme={programme} event={event} />}
    </Stack>
  );
}

function Actions({ event, programme }: { event: EventView; programme: string }) {
  const t = useT();
  const now = useNow();
  const [isRecording, setIsRecording] = useState(false);
  const params = { programme, event: event.id };
  const isOpen = event.status === 'published' && event.startsAt !== null && new Date(event.startsAt) > now;
  const to = (soort: 'invitation' | 'reminder' | 'message', look: 'primary' | 'plain') => (
    <LinkButton
      to="/$programme/bijeenkomsten/$event/uitnodigen/nieuw"
      params={params}
      search={{ soort }}
      look={look}
      icon={look === 'primary' ? <Icon name="mail" /> : undefined}
    >
      {t(`invite.new.${soort}`)}
    </LinkButton>
  );
  return (
    <Stack gap={2}>
      <Row gap={2}>
        {isOpen && to('invitation', 'primary')}
        {isOpen && to('reminder', 'plain')}
        {event.status !== 'draft' && event.status !== 'unknown' && to('message', 'plain')}
        <Button look="quiet" onClick={() => setIsRecording(true)}>
          {t('invite.elsewhere')}
        </Button>
      </Row>
      {!isOpen && <p className="pr-soft pr-small">{t('invite.not-open')}</p>}
      <Dialog title={t('invite.elsewhere')} isOpen={isRecording} onClose={() => setIsRecording(false)} size="lg">
        <RecordElsewhere programme={programme} event={event} onDone={() => setIsRecording(false)} />
      </Dialog>
    </Stack>
  );
}
