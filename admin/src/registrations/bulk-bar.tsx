import { bulkLimit } from '@pr8werk/shared/participants.ts';
import type { RegistrationView } from '@pr8werk/shared/registrations.ts';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../accounts/membership.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icons.tsx';
import { Menu, MenuItem } from '../ui/menu.tsx';
import { useIsNarrow } from '../ui/records.tsx';
import css from './participants.module.css';
import type { Asked } from './queries.ts';
import type { ChosenAction } from './say-acts.ts';
import { useT } from './words.ts';

const route = getRouteApi('/inside/$programme/bijeenkomsten/$event/deelnemers');

interface BulkBarProps {
  rows: readonly RegistrationView[];
  query: {
    hasNextPage: boolean;
    fetchNextPage: () => Promise<{
      data?: { pages: { items: RegistrationView[] }[] } | undefined;
      hasNextPage: boolean;
    }>;
  };
  chosen: ReadonlySet<string>;
  total: number | undefined;
  onChoose: (keys: readonly string[], isChosen: boolean) => void;
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
  { action: 'promote', icon: 'check', label: 'participants.promote', permission: 'registrations:write' },
  { action: 'cancel', icon: 'removePerson', label: 'participants.cancel', permission: 'registrations:write' },
] as const;

/** Stands at the foot of the screen as long as someone is chosen. */
export function BulkBar({ rows, query, chosen, total = 0, onChoose, onAsk }: BulkBarProps) {
  const t = useT();
  const { programme } = route.useParams();
  const may = useMay(programme);
  // who left the list meanwhile is not acted on unseen
  const people = rows.filter((it) => chosen.has(it.id));
  const isTooMany = people.length > bulkLimit;
  const isNarrow = useIsNarrow();
  const acts = allActs.filter(
    (it) => may(it.permission) && (it.action !== 'promote' || people.some((one) => one.status === 'waiting')),
  );
  if (people.length === 0) return null;
  const ask = (action: ChosenAction) => () => onAsk({ action, people });
  return (
    <section className={css.bar} aria-label={t('participants.bar')} data-bottom-bar>
      <div className={css.barCount}>
        <strong role="status">{t('participants.chosen', { count: people.length })}</strong>
        {isTooMany && <span>{t('participants.chosen-most', { limit: bulkLimit })}</span>}
        <ChooseMatching rows={rows} query={query} chosen={people.length} total={total} onChoose={onChoose} />
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
        <Button size="xs" look="quiet" onClick={() => onChoose([...chosen], false)}>
          {t('participants.clear')}
        </Button>
      </div>
    </section>
  );
}

type ChooseProps = Pick<BulkBarProps, 'rows' | 'query' | 'onChoose'> & { chosen: number; total: number };

/** The list as the filters make it, as far as one call goes; what is not fetched yet is fetched first. */
function ChooseMatching({ rows, query, chosen, total, onChoose }: ChooseProps) {
  const t = useT();
  const [isBusy, setIsBusy] = useState(false);
  const most = Math.min(total, bulkLimit);
  if (chosen >= most) return null;
  const choose = async () => {
    setIsBusy(true);
    let found = rows;
    let hasMore = query.hasNextPage;
    while (found.length < most && hasMore) {
      const next = await query.fetchNextPage();
      const now = next.data?.pages.flatMap((it) => it.items) ?? found;
      if (now.length === found.length) break;
      found = now;
      hasMore = next.hasNextPage;
    }
    onChoose(
      found.slice(0, most).map((it) => it.id),
      true,
    );
    setIsBusy(false);
  };
  return (
    <Button size="xs" look="accent" isBusy={isBusy} onClick={choose}>
      {total > bulkLimit
        ? t('participants.choose-first', { limit: bulkLimit, count: total })
        : t('participants.choose-matching', { count: total })}
    </Button>
  );
}
