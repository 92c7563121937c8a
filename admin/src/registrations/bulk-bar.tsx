import { bulkLimit } from '@pr8werk/shared/participants.ts';
import type { RegistrationStatus, RegistrationView } from '@pr8werk/shared/registrations.ts';
import { getRouteApi } from '@tanstack/react-router';
import { useMay } from '../accounts/membership.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icons.tsx';
import { Menu, MenuItem } from '../ui/menu.tsx';
import { useIsNarrow } from '../ui/records.tsx';
import css from './participants.module.css';
import type { AllMatching, Asked } from './queries.ts';
import type { ChosenAction } from './say-acts.ts';
import { useT } from './words.ts';

const route = getRouteApi('/inside/$programme/bijeenkomsten/$event/deelnemers');

interface BulkBarProps {
  rows: readonly RegistrationView[];
  chosen: ReadonlySet<string>;
  /** Instead of those: everybody who matches. */
  all: AllMatching | null;
  total: number | undefined;
  onChooseAll: () => void;
  onClear: () => void;
  onAsk: (asked: Asked) => void;
}

const allActs = [
  {
    action: 'attended',
    icon: 'present',
    label: 'participants.mark-attended',
    permission: 'registrations:check-in',
  },
  {
    action: 'not-attended',
    icon: 'absent',
    label: 'participants.mark-not-attended',
    permission: 'registrations:check-in',
  },
  { action: 'approve', icon: 'check', label: 'participants.approve', permission: 'registrations:write' },
  { action: 'decline', icon: 'absent', label: 'participants.decline', permission: 'registrations:write' },
  { action: 'promote', icon: 'check', label: 'participants.promote', permission: 'registrations:write' },
  { action: 'cancel', icon: 'removePerson', label: 'participants.cancel', permission: 'registrations:write' },
] as const;

/** Stands at the foot of the screen as long as someone is chosen. */
export function BulkBar({ rows, chosen, all, total = 0, onChooseAll, onClear, onAsk }: BulkBarProps) {
  const t = useT();
  const { programme } = route.useParams();
  const may = useMay(programme);
  // who left the list meanwhile is not acted on unseen
  const people = rows.filter((it) => chosen.has(it.id));
  const count = all?.count ?? people.length;
  const isTooMany = count > bulkLimit;
  const isNarrow = useIsNarrow();
  const has = (...states: RegistrationStatus[]) => (all ? rows : people).some((one) => states.includes(one.status));
  const isOfUse: Partial<Record<ChosenAction, boolean>> = {
    promote: has('waiting'),
    approve: has('requested', 'declined'),
    decline: has('requested'),
  };
  const acts = allActs.filter((it) => may(it.permission) && isOfUse[it.action] !== false);
  if (count === 0) return null;
  const ask = (action: ChosenAction) => () =>
    onAsk(all ? { action, people: [], all, onDone: onClear } : { action, people });
  return (
    <section className={css.bar} aria-label={t('participants.bar')} data-bottom-bar>
      <div className={css.barCount}>
        <strong role="status">{t('participants.chosen', { count })}</strong>
        {isTooMany && <span>{t('participants.chosen-most', { limit: bulkLimit })}</span>}
        {!all && count < total && total <= bulkLimit && (
          <Button size="xs" look="accent" onClick={onChooseAll}>
            {t('participants.choose-matching', { count: total })}
          </Button>
        )}
      </div>
      <div className={css.barActs}>
        {isNarrow ? (
          <Menu
            button={
              <Button size="xs" look="primary" disabled={isTooMany}>
                {t('ui.actions')}
              </Button>
            }
          >
            {acts.map((it) => (
              <MenuItem key={it.action} icon={<Icon name={it.icon} />} onClick={ask(it.action)}>
                {t(it.label)}
              </MenuItem>
            ))}
          </Menu>
        ) : (
          acts.map((it) => (
            <Button
              key={it.action}
              size="xs"
              icon={<Icon name={it.icon} />}
              disabled={isTooMany}
              onClick={ask(it.action)}
            >
              {t(it.label)}
            </Button>
          ))
        )}
        <Button size="xs" look="quiet" onClick={onClear}>
          {t('participants.clear')}
        </Button>
      </div>
    </section>
  );
}
