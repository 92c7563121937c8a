// One of the two acts that are confirmed beforehand: what will be public is shown, and what is still missing.

import { type EventView, publishEvent } from '@pr8werk/shared/events.ts';
import { call } from '../http.ts';
import { useLanguage, useT } from '../language.ts';
import { Button } from '../ui/button.tsx';
import { Fact, Facts, Row, Stack } from '../ui/layout.tsx';
import { Note } from '../ui/note.tsx';
import { sayMoment } from '../ui/say.ts';
import { showToast } from '../ui/toast.tsx';
import { sayWhen, sayWhere } from './event-words.tsx';
import { MissingList } from './missing-list.tsx';
import { sayParty } from './party.tsx';
import { useActOnEvent } from './use-act-on-event.ts';
import { useWithdraw } from './use-withdraw.ts';
import { WillHappen } from './will-happen.tsx';

interface PublishEventProps {
  event: EventView;
  programme: string;
  onDone: () => void;
}

export function PublishEvent({ event, programme, onDone }: PublishEventProps) {
  const t = useT();
  const publish = useActOnEvent(programme, event.id, () =>
    call(publishEvent, { params: { programme, event: event.id } }),
  );
  const withdraw = useWithdraw(programme, event.id);
  const isComplete = event.missing.length === 0;
  const go = () =>
    publish.mutate(undefined, {
      onSuccess: () => {
        showToast({
          message: t('events.published-done'),
          action: { label: t('ui.undo'), onClick: () => withdraw.mutate() },
        });
        onDone();
      },
    });
  return (
    <Stack gap={4}>
      {isComplete ? (
        <Consequences event={event} />
      ) : (
        <Note tone="warn" title={t('events.missing-title')}>
          <MissingList event={event} programme={programme} onFollow={onDone} />
        </Note>
      )}
      <Preview event={event} />
      <Row gap={2}>
        {isComplete && (
          <Button look="primary" onClick={go} isBusy={publish.isPending}>
            {t('events.publish')}
          </Button>
        )}
        <Button look={isComplete ? 'quiet' : 'plain'} onClick={onDone}>
          {t('events.not-yet')}
        </Button>
      </Row>
    </Stack>
  );
}

function Consequences({ event }: { event: EventView }) {
  const t = useT();
  const language = useLanguage();
  const opens = event.signupOpensAt;
  const isLater = opens !== null && new Date(opens) > new Date();
  return (
    <WillHappen
      lines={[
        t('events.publish-page', { url: event.publicUrl.replace(/^https?:\/\//, '') }),
        event.isExample ? t('events.publish-example') : t('events.publish-agenda'),
        !event.isExample && t('events.publish-next'),
        isLater
          ? t('events.publish-opens', { when: sayMoment(opens, event.timeZone, language) })
          : t('events.publish-open'),
        t('events.publish-no-mail'),
        t('events.publish-undo'),
      ]}
    />
  );
}

function Preview({ event }: { event: EventView }) {
  const t = useT();
  const language = useLanguage();
  const opens = event.signupOpensAt
    ? sayMoment(event.signupOpensAt, event.timeZone, language)
    : t('events.opens-on-publication');
  const closes = event.signupClosesAt
    ? sayMoment(event.signupClosesAt, event.timeZone, language)
    : t('events.closes-at-start');
  return (
    <Facts>
      <Fact term={t('events.title-nl')}>{event.title.nl}</Fact>
      <Fact term={t('events.title-en')}>{event.title.en ?? t('events.not-translated')}</Fact>
      <Fact term={t('events.when')}>{sayWhen(event, t, language)}</Fact>
      <Fact term={t('events.where')}>{sayWhere(event.venue, t)}</Fact>
      <Fact term={t('events.party')}>{sayParty(event.party, t)}</Fact>
      <Fact term={t('events.capacity')}>{event.capacity ?? t('ui.not-filled')}</Fact>
      <Fact term={t('events.signup-opens')}>{opens}</Fact>
      <Fact term={t('events.signup-closes')}>{closes}</Fact>
    </Facts>
  );
}
