// Anywhere from one field: a screen, a person, an organisation, a meeting, or something to do.

import { searchWords } from '@pr8werk/shared/search.ts';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type Membership, useAccount } from '../accounts/membership.ts';
import { titleOf } from '../events/event-words.tsx';
import { chooseLanguage, useLanguage } from '../language.ts';
import { todayQuery } from '../today/queries.ts';
import { Button } from '../ui/button.tsx';
import { type Command, CommandBox, type CommandGroup } from '../ui/command-box.tsx';
import { Icon } from '../ui/icons.tsx';
import { Key, Keys } from '../ui/key.tsx';
import { useSettled } from '../ui/use-settled.ts';
import { useCheckIn } from './check-in.tsx';
import { useFound } from './found.tsx';
import { Highlight } from './highlight.tsx';
import { placesFor } from './places.ts';
import { searchQuery } from './queries.ts';
import css from './shell.module.css';
import { type T, useT } from './words.ts';

interface PaletteProps {
  programme: string;
  onKeys: () => void;
  onClose: () => void;
}

export function CommandPalette(props: PaletteProps) {
  const [isAtDoor, setIsAtDoor] = useState(false);
  if (isAtDoor) return <CheckInBox {...props} onBack={() => setIsAtDoor(false)} />;
  return <SearchBox {...props} onCheckIn={() => setIsAtDoor(true)} />;
}

function SearchBox({ programme, onKeys, onClose, onCheckIn }: PaletteProps & { onCheckIn: () => void }) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const q = useSettled(typed.trim(), 120);
  const search = useQuery(searchQuery(programme, q));
  const found = useFound(programme, typed, onClose);
  const commands = useCommands(programme, typed, { onKeys, onClose, onCheckIn });
  const isEmpty = typed.trim() === '';
  const groups = isEmpty ? [found.recent(), ...commands] : [...commands, ...found.groups(search.data)];
  const shown = groups.filter((it) => it.commands.length > 0);
  const count = shown.reduce((sum, it) => sum + it.commands.length, 0);
  const isWaiting = !isEmpty && (search.isFetching || q !== typed.trim());
  return (
    <CommandBox
      label={t('search.palette')}
      placeholder={t('search.placeholder')}
      typed={typed}
      onType={setTyped}
      groups={shown}
      isBusy={isWaiting}
      told={isEmpty || isWaiting ? '' : t('search.counted', { count })}
      message={
        search.error && !isEmpty ? (
          <Failed onRetry={() => void search.refetch()} />
        ) : !isWaiting && count === 0 ? (
          t('search.none', { typed: typed.trim() })
        ) : null
      }
      footer={<Footer />}
      onClose={onClose}
    />
  );
}

function CheckInBox({ programme, onBack, onClose }: PaletteProps & { onBack: () => void }) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const door = useCheckIn(programme, useSettled(typed.trim(), 120), typed, onClose);
  const count = door.commands.length;
  return (
    <CommandBox
      label={t('search.check-in')}
      placeholder={t('search.check-in-placeholder')}
      scope={door.title}
      typed={typed}
      onType={setTyped}
      groups={count > 0 ? [{ title: t('search.check-in-group'), commands: door.commands }] : []}
      isBusy={door.isBusy}
      told={door.isBusy ? '' : t('search.counted', { count })}
      message={
        door.hasFailed ? (
          <Failed onRetry={door.retry} />
        ) : !door.isBusy && count === 0 ? (
          typed.trim() ? (
            t('search.none', { typed: typed.trim() })
          ) : (
            t('search.nobody-to-check-in')
          )
        ) : null
      }
      footer={<Footer />}
      onBack={onBack}
      onClose={onClose}
    />
  );
}

function Failed({ onRetry }: { onRetry: () => void }) {
  const t = useT();
  return (
    <div className={css.paletteFailed} role="alert">
      <p>{t('search.failed')}</p>
      <Button size="xs" onClick={onRetry}>
        {t('ui.retry')}
      </Button>
    </div>
  );
}

function Footer() {
  const t = useT();
  return (
    <>
      <span>
        <Key>
          <Icon name="up" size={12} />
        </Key>{' '}
        <Key>
          <Icon name="down" size={12} />
        </Key>{' '}
        {t('search.key-move')}
      </span>
      <span>
        <Key>Enter</Key> {t('search.key-choose')}
      </span>
      <span>
        <Key>Esc</Key> {t('search.key-close')}
      </span>
    </>
  );
}

interface Doing {
  onKeys: () => void;
  onClose: () => void;
  onCheckIn: () => void;
}

interface Named extends Omit<Command, 'text'> {
  name: string;
  /** Said by some who mean the same. */
  also?: string;
}

/** What the program itself can do; every typed word must begin one of its words. */
function useCommands(programme: string, typed: string, doing: Doing): CommandGroup[] {
  const t = useT();
  const account = useAccount();
  const membership = account?.memberships.find((it) => it.programme === programme);
  const screens = useScreens(membership, t, doing.onClose);
  const acts = useActs(programme, membership, account?.memberships ?? [], doing);
  const sought = searchWords(typed);
  const fits = (it: Named) => {
    const words = searchWords(`${it.name} ${it.also ?? ''}`);
    return sought.every((word) => words.some((one) => one.startsWith(word)));
  };
  const shown = (list: Named[]): Command[] =>
    typed.trim() !== '' && sought.length === 0
      ? []
      : list.filter(fits).map(({ name, also: _, ...it }) => ({ ...it, text: <Highlight text={name} typed={typed} /> }));
  return [
    { title: t('search.do'), commands: shown(acts) },
    { title: t('search.go-to'), commands: shown(screens) },
  ];
}

function useScreens(membership: Membership | undefined, t: T, onClose: () => void): Named[] {
  const navigate = useNavigate();
  if (!membership) return [];
  return placesFor(membership).map((it) => ({
    key: it.to,
    icon: it.icon,
    name: t(it.label),
    aside: <Keys keys={['g', it.key]} />,
    onChoose: () => {
      onClose();
      void navigate({ to: it.to, params: { programme: membership.programme } });
    },
  }));
}

function useActs(
  programme: string,
  membership: Membership | undefined,
  memberships: readonly Membership[],
  { onKeys, onClose, onCheckIn }: Doing,
): Named[] {
  const t = useT();
  const navigate = useNavigate();
  const language = useLanguage();
  const other = language === 'nl' ? 'en' : 'nl';
  const may = (it: Membership['permissions'][number]) => membership?.permissions.includes(it) ?? false;
  const { data: today } = useQuery(todayQuery(programme));
  const then = (act: () => unknown) => () => {
    onClose();
    act();
  };
  const acts: Named[] = [];
  if (may('events:write'))
    acts.push({
      key: 'new-event',
      icon: 'plus',
      name: t('events.new'),
      aside: <Key>n</Key>,
      onChoose: then(() => navigate({ to: '/$programme/bijeenkomsten/nieuw', params: { programme } })),
    });
  if (may('registrations:check-in') && today?.door)
    acts.push({
      key: 'check-in',
      icon: 'present',
      name: t('search.check-in'),
      also: t('search.check-in-also'),
      detail: titleOf(today.door, language),
      onChoose: onCheckIn,
    });
  for (const it of memberships.filter((one) => one.programme !== programme))
    acts.push({
      key: `programme-${it.programme}`,
      icon: 'switch',
      name: t('search.switch-to', { name: it.programmeName }),
      onChoose: then(() => navigate({ to: '/$programme', params: { programme: it.programme } })),
    });
  acts.push(
    {
      key: 'language',
      icon: 'language',
      name: t('shell.other-language'),
      also: t('search.language-also'),
      onChoose: then(() => chooseLanguage(other)),
    },
    { key: 'keys', icon: 'keyboard', name: t('keys.title'), aside: <Key>?</Key>, onChoose: then(onKeys) },
  );
  return acts;
}
