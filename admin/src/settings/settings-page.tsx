import type { ProgrammeView } from '@pr8werk/shared/programmes.ts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMay } from '../accounts/membership.ts';
import { LinkButton, OutsideLinkButton } from '../ui/button.tsx';
import { Icon } from '../ui/icons.tsx';
import { Page, PageHeader, Section, Stack } from '../ui/layout.tsx';
import { Note } from '../ui/note.tsx';
import { Loaded } from '../ui/states.tsx';
import { LogoField } from './logo-field.tsx';
import { programmeQuery } from './queries.ts';
import { SettingsForm } from './settings-form.tsx';
import { Terms } from './terms.tsx';
import { useT } from './words.ts';

const route = getRouteApi('/inside/$programme/instellingen');

export interface Answer {
  body: ProgrammeView;
  etag: string | null;
}

export function SettingsPage() {
  const t = useT();
  const { programme } = route.useParams();
  const answer = useQuery(programmeQuery(programme));
  const mayWrite = useMay(programme)('programme:write');
  return (
    <Page isNarrow>
      <PageHeader
        title={t('shell.settings')}
        intro={t('settings.intro')}
        actions={
          <>
            <LinkButton to="/$programme/instellingen/mailteksten" params={{ programme }} icon={<Icon name="mail" />}>
              {t('wordings.wordings')}
            </LinkButton>
            <OutsideLinkButton href={`/${programme}`} icon={<Icon name="outside" />}>
              {t('settings.view-outside')}
            </OutsideLinkButton>
          </>
        }
      />
      <Loaded query={answer}>
        {(fresh) => (
          <Stack gap={5}>
            {!mayWrite && <Note>{t('settings.read-only')}</Note>}
            <SettingsForm programme={programme} fresh={fresh} mayWrite={mayWrite} />
            <Section title={t('settings.logo')} intro={t('settings.logo-hint')}>
              <LogoField programme={programme} view={fresh.body} mayWrite={mayWrite} />
            </Section>
            <Terms programme={programme} />
          </Stack>
        )}
      </Loaded>
    </Page>
  );
}
