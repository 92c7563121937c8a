import type { AccountView } from '@pr8werk/shared/accounts.ts';
import { Link, useNavigate } from '@tanstack/react-router';
import type { Membership } from '../accounts/membership.ts';
import { sayRole } from '../accounts/say-role.ts';
import { useSignOut } from '../accounts/sign-out.ts';
import { useIsConnectionLost } from '../connection.ts';
import { chooseLanguage, useLanguage, useT } from '../language.ts';
import type { LiveState } from '../live.ts';
import { Icon } from '../ui/icons.tsx';
import { Keys } from '../ui/key.tsx';
import { Menu, MenuItem, MenuLabel, MenuLine, MenuLink } from '../ui/menu.tsx';
import { Brand } from './brand.tsx';
import { type Place, placesFor } from './places.ts';
import css from './shell.module.css';
import { modifier } from './single-keys.ts';

interface SidebarProps {
  account: AccountView;
  programme: string | undefined;
  live: LiveState;
  isInPanel?: boolean;
  onSearch: () => void;
  onKeys: () => void;
}

export function Sidebar({ account, programme, live, isInPanel, onSearch, onKeys }: SidebarProps) {
  const t = useT();
  const membership = account.memberships.find((it) => it.programme === programme);
  const isLost = useIsConnectionLost();
  return (
    <div className={css.sideInner}>
      {!isInPanel && (
        <div className={css.sideBrand}>
          <Brand />
        </div>
      )}
      {membership && <ProgrammeSwitch account={account} membership={membership} />}
      {membership && <SearchButton onClick={onSearch} />}
      {membership && <Navigation membership={membership} />}
      <div className={css.foot}>
        {live !== 'off' && !isLost && (
          <p className={css.live} data-state={live}>
            {live === 'live' ? t('shell.live') : t('shell.polling')}
          </p>
        )}
        <AccountMenu account={account} onKeys={onKeys} />
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
          onClick={() => navigate({ to: '/$programme', params: { programme: it.programme } })}
        >
          {it.programmeName}
        </MenuItem>
      ))}
    </Menu>
  );
}

function Navigation({ membership }: { membership: Membership }) {
  const t = useT();
  const mine = placesFor(membership);
  const manage = mine.filter((it) => it.group === 'manage');
  return (
    <nav className={css.groups} aria-label={t('shell.navigation')}>
      <ul className={css.group}>
        {mine
          .filter((it) => it.group === 'work')
          .map((it) => (
            <Item key={it.to} place={it} programme={membership.programme} />
          ))}
      </ul>
      {manage.length > 0 && (
        <div>
          <p className={css.groupTitle} id="nav-manage">
            {t('shell.manage')}
          </p>
          <ul className={css.group} aria-labelledby="nav-manage">
            {manage.map((it) => (
              <Item key={it.to} place={it} programme={membership.programme} />
            ))}
          </ul>
        </div>
      )}
    </nav>
  );
}

function Item({ place, programme }: { place: Place; programme: string }) {
  const t = useT();
  return (
    <li>
      <Link className={css.item} to={place.to} params={{ programme }} activeProps={{ 'aria-current': 'page' }}>
        <Icon name={place.icon} size={18} />
        {t(place.label)}
      </Link>
    </li>
  );
}

/** Looks like a field because that is what it opens. */
function SearchButton({ onClick }: { onClick: () => void }) {
  const t = useT();
  return (
    <button type="button" className={css.search} onClick={onClick} aria-keyshortcuts="Control+K Meta+K">
      <Icon name="search" size={17} />
      <span>{t('shell.search')}</span>
      <Keys keys={[modifier, 'K']} />
    </button>
  );
}

function AccountMenu({ account, onKeys }: { account: AccountView; onKeys: () => void }) {
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
      <MenuItem icon={<Icon name="keyboard" />} onClick={onKeys}>
        {t('keys.title')}
      </MenuItem>
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
