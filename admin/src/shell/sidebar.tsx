import type { AccountView, Permission } from '@pr8werk/shared/accounts.ts';
import { Link, useNavigate } from '@tanstack/react-router';
import type { Membership } from '../accounts/membership.ts';
import { sayRole } from '../accounts/say-role.ts';
import { useSignOut } from '../accounts/sign-out.ts';
import { chooseLanguage, useLanguage, useT } from '../language.ts';
import type { LiveState } from '../live.ts';
import { Icon, type IconName } from '../ui/icons.tsx';
import { Menu, MenuItem, MenuLabel, MenuLine, MenuLink } from '../ui/menu.tsx';
import { Brand } from './brand.tsx';
import css from './shell.module.css';

interface SidebarProps {
  account: AccountView;
  programme: string | undefined;
  live: LiveState;
  isInPanel?: boolean;
}

export function Sidebar({ account, programme, live, isInPanel }: SidebarProps) {
  const t = useT();
  const membership = account.memberships.find((it) => it.programme === programme);
  return (
    <div className={css.sideInner}>
      {!isInPanel && (
        <div className={css.sideBrand}>
          <Brand />
        </div>
      )}
      {membership && <ProgrammeSwitch account={account} membership={membership} />}
      {membership && <Navigation membership={membership} />}
      <div className={css.foot}>
        {live !== 'off' && (
          <p className={css.live} data-state={live}>
            {live === 'live' ? t('shell.live') : t('shell.polling')}
          </p>
        )}
        <AccountMenu account={account} />
      </div>
    </div>
  );
}

function ProgrammeSwitch({ account, membership }: { account: AccountView; membership: Membership }) {
  const t = useT();
  const navigate = useNavigate();
  const text = (
    <span className={css.programmeText}>
      <span className={css.programmeName}>{membership.programmeName}</span>
      <span className={css.programmeRole}>{sayRole(membership.role, t)}</span>
    </span>
  );
  if (account.memberships.length < 2) return <div className={css.programme}>{text}</div>;
  return (
    <Menu
      button={
        <button type="button" className={css.programme}>
          {text}
          <Icon name="switch" />
        </button>
      }
    >
      <MenuLabel>{t('shell.switch-programme')}</MenuLabel>
      {account.memberships.map((it) => (
        <MenuItem
          key={it.programme}
          icon={it === membership ? <Icon name="check" /> : <Icon name="programme" />}
          onClick={() => navigate({ to: '/$programme/programma', params: { programme: it.programme } })}
        >
          {it.programmeName}
        </MenuItem>
      ))}
    </Menu>
  );
}

function Navigation({ membership }: { membership: Membership }) {
  const t = useT();
  return (
    <nav className={css.groups} aria-label={t('shell.navigation')}>
      <ul className={css.group}>
        <Item
          membership={membership}
          needs="programme:read"
          to="/$programme/programma"
          icon="programme"
          label={t('programmes.programme')}
        />
        <Item
          membership={membership}
          needs="events:read"
          to="/$programme/bijeenkomsten"
          icon="calendar"
          label={t('events.events')}
        />
      </ul>
      <ManageGroup membership={membership} />
    </nav>
  );
}

function ManageGroup({ membership }: { membership: Membership }) {
  const t = useT();
  const needs: Permission[] = ['mails:read', 'jobs:read', 'activity:read', 'team:read'];
  if (!needs.some((it) => membership.permissions.includes(it))) return null;
  return (
    <div>
      <p className={css.groupTitle} id="nav-manage">
        {t('shell.manage')}
      </p>
      <ul className={css.group} aria-labelledby="nav-manage">
        <Item membership={membership} needs="mails:read" to="/$programme/post" icon="mail" label={t('mails.mails')} />
        <Item
          membership={membership}
          needs="jobs:read"
          to="/$programme/achtergrondwerk"
          icon="jobs"
          label={t('mails.jobs')}
        />
        <Item
          membership={membership}
          needs="activity:read"
          to="/$programme/logboek"
          icon="activity"
          label={t('activity.log')}
        />
        <Item
          membership={membership}
          needs="team:read"
          to="/$programme/team"
          icon="people"
          label={t('accounts.team')}
        />
      </ul>
    </div>
  );
}

interface ItemProps {
  membership: Membership;
  needs: Permission;
  to: `/$programme/${'programma' | 'bijeenkomsten' | 'post' | 'achtergrondwerk' | 'logboek' | 'team'}`;
  icon: IconName;
  label: string;
}

function Item({ membership, needs, to, icon, label }: ItemProps) {
  if (!membership.permissions.includes(needs)) return null;
  return (
    <li>
      <Link
        className={css.item}
        to={to}
        params={{ programme: membership.programme }}
        activeProps={{ 'aria-current': 'page' }}
      >
        <Icon name={icon} size={18} />
        {label}
      </Link>
    </li>
  );
}

function AccountMenu({ account }: { account: AccountView }) {
  const t = useT();
  const other = useLanguage() === 'nl' ? 'en' : 'nl';
  const signOut = useSignOut();
  return (
    <Menu
      isWide
      button={
        <button type="button" className={css.me}>
          <span className={css.initials} aria-hidden="true">
            {initials(account.name)}
          </span>
          <span className={css.meName}>{account.name}</span>
          <Icon name="switch" />
        </button>
      }
    >
      <MenuLabel>{account.email}</MenuLabel>
      <MenuLink to="/sessies" icon={<Icon name="device" />}>
        {t('accounts.sessions')}
      </MenuLink>
      <MenuItem icon={<Icon name="language" />} onClick={() => chooseLanguage(other)}>
        <span lang={other}>{t('shell.other-language')}</span>
      </MenuItem>
      <MenuLine />
      <MenuItem icon={<Icon name="signOut" />} onClick={signOut}>
        {t('accounts.sign-out')}
      </MenuItem>
    </Menu>
  );
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter((it) => /^\p{Lu}/u.test(it));
  return [words[0], words.length > 1 ? words.at(-1) : ''].map((it) => it?.[0] ?? '').join('');
}
