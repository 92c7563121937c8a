import { type EventView, holdEvent } from '@pr8werk/shared/events.ts';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../accounts/membership.ts';
import { call } from '../http.ts';
import { useT } from '../language.ts';
import { Button, IconButton, OutsideLinkButton } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icons.tsx';
import { Menu, MenuItem, MenuLine } from '../ui/menu.tsx';
import { showToast } from '../ui/toast.tsx';
import { CancelEvent } from './cancel-event.tsx';
import { PublishEvent } from './publish-event.tsx';
import { useActOnEvent } from './use-act-on-event.ts';
import { useWithdraw } from './use-withdraw.ts';

interface EventActionsProps {
  event: EventView;
  programme: string;
}

export function EventActions({ event, programme }: EventActionsProps) {
  const t = useT();
  const mayWrite = useMay(programme)('events:write');
  const [open, setOpen] = useState<'publish' | 'cancel' | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      {event.status !== 'draft' && (
        <OutsideLinkButton href={event.publicUrl} icon={<Icon name="outside" />}>
          {t('events.public-page')}
        </OutsideLinkButton>
      )}
      {mayWrite && event.status === 'draft' && (
        <Button look="primary" onClick={() => setOpen('publish')}>
          {t('events.publish')}
        </Button>
      )}
      {mayWrite && <MoreActions event={event} programme={programme} onCancel={() => setOpen('cancel')} />}
      <Dialog title={t('events.publish-title')} isOpen={open === 'publish'} onClose={close} size="lg">
        <PublishEvent event={event} programme={programme} onDone={close} />
      </Dialog>
      <Dialog title={t('events.cancel-title')} isOpen={open === 'cancel'} onClose={close}>
        <CancelEvent event={event} programme={programme} onDone={close} />
      </Dialog>
    </>
  );
}

function MoreActions({ event, programme, onCancel }: EventActionsProps & { onCancel: () => void }) {
  const t = useT();
  const navigate = useNavigate();
  const hold = useActOnEvent(programme, event.id, () => call(holdEvent, { params: { programme, event: event.id } }));
  const withdraw = useWithdraw(programme, event.id);
  const isPast = event.startsAt !== null && new Date(event.startsAt) < new Date();
  const canHold = (event.status === 'published' && isPast) || event.status === 'unknown';
  return (
    <Menu button={<IconButton label={t('events.more-actions')} icon={<Icon name="more" size={18} />} />}>
      <MenuItem
        icon={<Icon name="copy" />}
        onClick={() =>
          navigate({ to: '/$programme/bijeenkomsten/nieuw', params: { programme }, search: { copyOf: event.id } })
        }
      >
        {t('events.copy')}
      </MenuItem>
      {canHold && (
        <MenuItem
          icon={<Icon name="check" />}
          onClick={() => hold.mutate(undefined, { onSuccess: () => showToast({ message: t('events.held-done') }) })}
        >
          {t('events.hold')}
        </MenuItem>
      )}
      {event.status === 'published' && !isPast && event.confirmed + event.waiting === 0 && (
        <MenuItem icon={<Icon name="back" />} onClick={withdraw.mutate}>
          {t('events.withdraw')}
        </MenuItem>
      )}
      {(event.status === 'published' || event.status === 'draft') && (
        <>
          <MenuLine />
          <MenuItem isDanger icon={<Icon name="cancelled" />} onClick={onCancel}>
            {t('events.cancel')}
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
