import type { RegistrationView } from '@pr8werk/shared/registrations.ts';
import { useMay } from '../accounts/membership.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Icon } from '../ui/icons.tsx';
import { Menu, MenuItem, MenuLine } from '../ui/menu.tsx';
import css from './participants.module.css';
import type { Asked } from './queries.ts';
import type { Acts } from './use-acts.ts';
import { useT } from './words.ts';

interface ParticipantActionsProps {
  registration: RegistrationView;
  programme: string;
  acts: Acts;
  isDay: boolean;
  /** Whether the likeliest act stands beside the menu. */
  hasButtons: boolean;
  onAsk: (asked: Asked) => void;
}

export function ParticipantActions(props: ParticipantActionsProps) {
  const { registration: it, programme, acts, isDay, hasButtons, onAsk } = props;
  const t = useT();
  const may = useMay(programme);
  const mayWrite = may('registrations:write');
  return (
    <span className={css.acts}>
      {it.status === 'confirmed' && isDay && may('registrations:check-in') && (
        <CheckInButton registration={it} acts={acts} />
      )}
      {it.status === 'waiting' && mayWrite && hasButtons && (
        <Button
          size="xs"
          onClick={() => onAsk({ action: 'promote', people: [it] })}
          aria-label={t('registrations.promote-name', { name: it.name })}
        >
          {t('registrations.promote')}
        </Button>
      )}
      {it.status === 'requested' && mayWrite && hasButtons && (
        <Button
          size="xs"
          onClick={() => onAsk({ action: 'approve', people: [it] })}
          aria-label={t('registrations.approve-name', { name: it.name })}
        >
          {t('registrations.approve')}
        </Button>
      )}
      {it.status === 'cancelled' && mayWrite && (
        <Button
          size="xs"
          onClick={() => acts.restore(it)}
          isBusy={acts.busy === it.id}
          aria-label={t('registrations.restore-name', { name: it.name })}
        >
          {t('registrations.restore')}
        </Button>
      )}
      {it.status !== 'cancelled' && (
        <RowMenu
          registration={it}
          acts={acts}
          onAsk={onAsk}
          mayWrite={mayWrite}
          mayCheckIn={may('registrations:check-in')}
        />
      )}
    </span>
  );
}

function CheckInButton({ registration: it, acts }: { registration: RegistrationView; acts: Acts }) {
  const t = useT();
  const isHere = it.hasAttended === true;
  return (
    <Button
      size="xs"
      look={isHere ? 'accent' : 'plain'}
      icon={<Icon name={isHere ? 'check' : 'present'} size={14} />}
      aria-pressed={isHere}
      aria-label={t('registrations.check-in-name', { name: it.name })}
      onClick={() => acts.checkIn(it, isHere ? null : true)}
    >
      {t('registrations.present')}
    </Button>
  );
}

interface RowMenuProps {
  registration: RegistrationView;
  acts: Acts;
  onAsk: (asked: Asked) => void;
  mayWrite: boolean;
  mayCheckIn: boolean;
}

function RowMenu({ registration: it, acts, onAsk, mayWrite, mayCheckIn }: RowMenuProps) {
  const t = useT();
  const canCheckIn = it.status === 'confirmed' && mayCheckIn;
  if (!mayWrite && !canCheckIn) return null;
  return (
    <Menu
      button={<IconButton label={t('registrations.actions-name', { name: it.name })} icon={<Icon name="more" />} />}
    >
      {canCheckIn && it.hasAttended !== true && (
        <MenuItem icon={<Icon name="present" />} onClick={() => acts.checkIn(it, true)}>
          {t('registrations.mark-present')}
        </MenuItem>
      )}
      {canCheckIn && it.hasAttended !== false && (
        <MenuItem icon={<Icon name="absent" />} onClick={() => acts.checkIn(it, false)}>
          {t('registrations.absent')}
        </MenuItem>
      )}
      {canCheckIn && it.hasAttended !== null && (
        <MenuItem icon={<Icon name="back" />} onClick={() => acts.checkIn(it, null)}>
          {t('registrations.attendance-unknown')}
        </MenuItem>
      )}
      {canCheckIn && mayWrite && <MenuLine />}
      {mayWrite && it.status === 'waiting' && (
        <MenuItem icon={<Icon name="check" />} onClick={() => onAsk({ action: 'promote', people: [it] })}>
          {t('participants.promote')}
        </MenuItem>
      )}
      {mayWrite && (it.status === 'requested' || it.status === 'declined') && (
        <MenuItem icon={<Icon name="check" />} onClick={() => onAsk({ action: 'approve', people: [it] })}>
          {t('participants.approve')}
        </MenuItem>
      )}
      {mayWrite && it.status === 'requested' && (
        <MenuItem icon={<Icon name="absent" />} onClick={() => onAsk({ action: 'decline', people: [it] })}>
          {t('participants.decline')}
        </MenuItem>
      )}
      {mayWrite && it.status !== 'declined' && (
        <MenuItem
          isDanger
          icon={<Icon name="removePerson" />}
          onClick={() => onAsk({ action: 'cancel', people: [it] })}
        >
          {t('participants.cancel')}
        </MenuItem>
      )}
    </Menu>
  );
}
