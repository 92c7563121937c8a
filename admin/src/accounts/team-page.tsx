import {
  changeMember,
  type Duty,
  duties,
  type MemberView,
  type Role,
  removeMember,
  roles,
} from '@pr8werk/shared/accounts.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../http.ts';
import { useLanguage, useT } from '../language.ts';
import { homeZone } from '../programmes/zone.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icons.tsx';
import { Card, Page, PageHeader, Row, Stack } from '../ui/layout.tsx';
import { Menu, MenuItem, MenuLabel, MenuLine } from '../ui/menu.tsx';
import { type Column, Records } from '../ui/records.tsx';
import { sayDay, sayMoment } from '../ui/say.ts';
import { Loaded } from '../ui/states.tsx';
import { showToast } from '../ui/toast.tsx';
import { failureOf } from '../ui/use-form.ts';
import { AddMember } from './add-member.tsx';
import { useMay } from './membership.ts';
import { membersQuery } from './queries.ts';
import { sayRole } from './say-role.ts';

const route = getRouteApi('/inside/$programme/team');

export function TeamPage() {
  const t = useT();
  const { programme } = route.useParams();
  const members = useQuery(membersQuery(programme));
  const mayWrite = useMay(programme)('team:write');
  const [isAdding, setIsAdding] = useState(false);
  const [leaving, setLeaving] = useState<MemberView | null>(null);
  const columns = useColumns(programme, mayWrite, setLeaving);
  return (
    <Page>
      <PageHeader
        title={t('accounts.team')}
        intro={t('accounts.team-intro')}
        actions={
          mayWrite && (
            <Button look="primary" icon={<Icon name="plus" />} onClick={() => setIsAdding(true)}>
              {t('accounts.add-member')}
            </Button>
          )
        }
      />
      <Card>
        <Loaded query={members} shape="rows" lines={4}>
          {(page) => <Records label={t('accounts.team')} rows={page.items} columns={columns} keyOf={(it) => it.id} />}
        </Loaded>
      </Card>
      <Dialog title={t('accounts.add-member')} isOpen={isAdding} onClose={() => setIsAdding(false)}>
        <AddMember programme={programme} onDone={() => setIsAdding(false)} />
      </Dialog>
      <Dialog title={t('accounts.remove-title')} isOpen={leaving !== null} onClose={() => setLeaving(null)}>
        {leaving && <RemoveMember programme={programme} member={leaving} onDone={() => setLeaving(null)} />}
      </Dialog>
    </Page>
  );
}

function useColumns(
  programme: string,
  mayWrite: boolean,
  onRemove: (member: MemberView) => void,
): Column<MemberView>[] {
  const t = useT();
  const language = useLanguage();
  const columns: Column<MemberView>[] = [
    {
      key: 'name',
      title: t('accounts.name'),
      card: 'title',
      cell: (it) => (
        <div>
          <strong>{it.name}</strong>
          <div className="pr-soft pr-small">{it.email}</div>
        </div>
      ),
    },
    { key: 'role', title: t('accounts.role'), cell: (it) => sayRole(it.role, t) },
    {
      key: 'duties',
      title: t('accounts.duties'),
      cell: (it) => it.duties.map((duty) => t(`accounts.duty.${duty}`)).join(', ') || '–',
    },
    { key: 'since', title: t('accounts.since'), cell: (it) => sayDay(it.since, homeZone, language) },
    {
      key: 'seen',
      title: t('accounts.last-seen'),
      cell: (it) => (it.lastSeenAt ? sayMoment(it.lastSeenAt, homeZone, language) : t('accounts.never-seen')),
    },
  ];
  if (mayWrite)
    columns.push({
      key: 'actions',
      title: '',
      kind: 'actions',
      cell: (it) => <MemberMenu programme={programme} member={it} onRemove={() => onRemove(it)} />,
    });
  return columns;
}

function MemberMenu({ programme, member, onRemove }: { programme: string; member: MemberView; onRemove: () => void }) {
  const t = useT();
  const queryClient = useQueryClient();
  const change = useMutation({
    mutationFn: (role: Role) => call(changeMember, { params: { programme, member: member.id }, body: { role } }),
    onSuccess: (now) =>
      showToast({ message: t('accounts.role-changed', { name: now.name, role: sayRole(now.role, t) }) }),
    onError: (error) => showToast({ kind: 'failed', message: failureOf(error, t).message }),
    onSettled: () => queryClient.invalidateQueries(membersQuery(programme)),
  });
  const choose = useMutation({
    mutationFn: (duty: Duty) => {
      const has = member.duties.includes(duty);
      const next = has ? member.duties.filter((it) => it !== duty) : [...member.duties, duty];
      return call(changeMember, { params: { programme, member: member.id }, body: { duties: next } });
    },
    onSuccess: (now) => showToast({ message: t('accounts.duties-changed', { name: now.name }) }),
    onError: (error) => showToast({ kind: 'failed', message: failureOf(error, t).message }),
    onSettled: () => queryClient.invalidateQueries(membersQuery(programme)),
  });
  return (
    <Menu
      button={<IconButton label={t('accounts.member-actions', { name: member.name })} icon={<Icon name="more" />} />}
    >
      <MenuLabel>{t('accounts.change-role')}</MenuLabel>
      {roles.map((role) => (
        <MenuItem
          key={role}
          isDisabled={role === member.role}
          icon={role === member.role ? <Icon name="check" /> : <span />}
          onClick={() => change.mutate(role)}
        >
          {sayRole(role, t)}
        </MenuItem>
      ))}
      <MenuLine />
      <MenuLabel>{t('accounts.duties')}</MenuLabel>
      {duties.map((duty) => (
        <MenuItem
          key={duty}
          icon={member.duties.includes(duty) ? <Icon name="check" /> : <span />}
          onClick={() => choose.mutate(duty)}
        >
          {t(`accounts.duty.${duty}`)}
        </MenuItem>
      ))}
      <MenuLine />
      <MenuItem isDanger icon={<Icon name="delete" />} onClick={onRemove}>
        {t('accounts.remove')}
      </MenuItem>
    </Menu>
  );
}

function RemoveMember({ programme, member, onDone }: { programme: string; member: MemberView; onDone: () => void }) {
  const t = useT();
  const queryClient = useQueryClient();
  const remove = useMutation({
    mutationFn: () => call(removeMember, { params: { programme, member: member.id } }),
    onSuccess: async () => {
      await queryClient.invalidateQueries(membersQuery(programme));
      showToast({ message: t('accounts.removed', { name: member.name }) });
      onDone();
    },
    onError: (error) => {
      showToast({ kind: 'failed', message: failureOf(error, t).message });
      onDone();
    },
  });
  return (
    <Stack gap={4}>
      <p>{t('accounts.remove-text', { name: member.name })}</p>
      <Row gap={2}>
        <Button look="danger" isBusy={remove.isPending} onClick={() => remove.mutate()}>
          {t('accounts.remove')}
        </Button>
        <Button look="quiet" onClick={onDone}>
          {t('ui.keep')}
        </Button>
      </Row>
    </Stack>
  );
}
