import type { RegistrationView } from '@pr8werk/shared/registrations.ts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMay } from '../accounts/membership.ts';
import { useLanguage, useT } from '../language.ts';
import { homeZone } from '../programmes/zone.ts';
import { LinkButton } from '../ui/button.tsx';
import { SidePanel } from '../ui/dialog.tsx';
import { Icon } from '../ui/icons.tsx';
import { Fact, Facts, Stack } from '../ui/layout.tsx';
import { sayMoment } from '../ui/say.ts';
import { Loaded } from '../ui/states.tsx';
import { RegistrationTag } from './participant-columns.tsx';
import { registrationQuery } from './queries.ts';

const route = getRouteApi('/inside/$programme/bijeenkomsten/$event/deelnemers');

interface ParticipantPanelProps {
  programme: string;
  event: string;
  registration: string | undefined;
}

/** Everything about one registration, beside the list; which one is open stands in the address. */
export function ParticipantPanel({ programme, event, registration }: ParticipantPanelProps) {
  const t = useT();
  const navigate = route.useNavigate();
  const query = useQuery({
    ...registrationQuery(programme, event, registration ?? ''),
    enabled: registration !== undefined,
  });
  const close = () => navigate({ search: (now) => ({ ...now, open: undefined }), replace: true });
  return (
    <SidePanel
      title={query.data?.name ?? t('registrations.registration')}
      isOpen={registration !== undefined}
      onClose={close}
    >
      {registration !== undefined && (
        <Loaded query={query}>{(it) => <About registration={it} programme={programme} event={event} />}</Loaded>
      )}
    </SidePanel>
  );
}

function About({
  registration: it,
  programme,
  event,
}: {
  registration: RegistrationView;
  programme: string;
  event: string;
}) {
  const t = useT();
  const language = useLanguage();
  const mayMails = useMay(programme)('mails:read');
  const moment = (at: string) => sayMoment(at, homeZone, language);
  return (
    <Stack gap={4}>
      <Facts>
        <Fact term={t('registrations.status')}>
          <RegistrationTag registration={it} />
        </Fact>
        {!it.isVerified && it.verifyBy && <Fact term={t('registrations.verify-by')}>{moment(it.verifyBy)}</Fact>}
        <Fact term={t('registrations.email')}>
          {it.email ? <a href={`mailto:${it.email}`}>{it.email}</a> : t('ui.unknown')}
        </Fact>
        <Fact term={t('registrations.organisation')}>{it.organisation ?? t('ui.not-filled')}</Fact>
        <Fact term={t('registrations.role')}>{t(`registrations.role.${it.role}`)}</Fact>
        {it.note && <Fact term={t('registrations.note')}>{it.note}</Fact>}
        <Fact term={t('registrations.language')}>{t(`ui.language.${it.language}`)}</Fact>
        <Fact term={t('registrations.source')}>
          {[it.network ?? it.source, it.site].filter(Boolean).join(' · ') || t('registrations.no-source')}
        </Fact>
        <Fact term={t('registrations.created')}>{moment(it.createdAt)}</Fact>
        {it.cancelledAt && <Fact term={t('registrations.cancelled-at')}>{moment(it.cancelledAt)}</Fact>}
      </Facts>
      {mayMails && (
        <div>
          <LinkButton
            to="/$programme/post"
            params={{ programme }}
            search={{ registration: it.id, event }}
            icon={<Icon name="mail" />}
          >
            {t('registrations.mails')}
          </LinkButton>
        </div>
      )}
    </Stack>
  );
}
