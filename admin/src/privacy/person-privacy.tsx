// On a person's page: whether they were erased, what must be kept for a while, and the ways to all of it.

import type { ContactView } from '@pr8werk/shared/contacts.ts';
import type { PersonPrivacyView } from '@pr8werk/shared/privacy.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../accounts/membership.ts';
import { useLanguage } from '../language.ts';
import css from '../people/people.module.css';
import { homeZone } from '../programmes/zone.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Row, Section, Stack } from '../ui/layout.tsx';
import { Note } from '../ui/note.tsx';
import { sayMoment } from '../ui/say.ts';
import { Loaded } from '../ui/states.tsx';
import { AddHold } from './add-hold.tsx';
import { ErasePerson } from './erase-person.tsx';
import { EndHold, sayUntil } from './holds.tsx';
import { personPrivacyQuery } from './queries.ts';
import { useT } from './words.ts';

export function PersonPrivacy({ person, programme }: { person: ContactView; programme: string }) {
  const t = useT();
  const query = useQuery(personPrivacyQuery(programme, person.id));
  return (
    <Section title={t('privacy.section')} intro={t('privacy.section-intro')}>
      <Loaded query={query} lines={2}>
        {(privacy) => <Shown person={person} programme={programme} privacy={privacy} />}
      </Loaded>
    </Section>
  );
}

interface ShownProps {
  person: ContactView;
  programme: string;
  privacy: PersonPrivacyView;
}

function Shown({ person, programme, privacy }: ShownProps) {
  const t = useT();
  const language = useLanguage();
  const mayWrite = useMay(programme)('privacy:write');
  const [open, setOpen] = useState<'erase' | 'hold' | null>(null);
  const close = () => setOpen(null);
  const { erasure, holds } = privacy;
  const isThere = person.name !== '';
  const canErase = isThere && (erasure === null || person.email !== null);
  return (
    <Stack gap={3}>
      {erasure && (
        <Note>
          {t(erasure.doneAt ? 'privacy.erased-on' : 'privacy.erased-partly', {
            when: sayMoment(erasure.doneAt ?? erasure.askedAt, homeZone, language),
          })}
        </Note>
      )}
      {holds.length > 0 && (
        <ul className={css.lines}>
          {holds.map((it) => (
            <li key={it.id}>
              <div className={css.lineHead}>
                <span>{t('privacy.hold-line', { until: sayUntil(it.until, language), reason: it.reason })}</span>
                {mayWrite && <EndHold hold={it} programme={programme} />}
              </div>
              <span className="pr-soft pr-small">
                {t('privacy.hold-by', { by: it.by ?? '–', when: sayMoment(it.madeAt, homeZone, language) })}
              </span>
            </li>
          ))}
        </ul>
      )}
      <Row gap={2}>
        <LinkButton size="xs" to="/$programme/personen/$contact/gegevens" params={{ programme, contact: person.id }}>
          {t('privacy.show')}
        </LinkButton>
        {mayWrite && isThere && (
          <Button size="xs" onClick={() => setOpen('hold')}>
            {t('privacy.hold')}
          </Button>
        )}
        {mayWrite && canErase && (
          <Button size="xs" onClick={() => setOpen('erase')}>
            {t('privacy.erase')}
          </Button>
        )}
      </Row>
      <Dialog title={t('privacy.erase-title', { name: person.name })} isOpen={open === 'erase'} onClose={close}>
        <ErasePerson person={person} programme={programme} holds={holds} onDone={close} />
      </Dialog>
      <Dialog title={t('privacy.hold-title')} isOpen={open === 'hold'} onClose={close}>
        <AddHold person={person} programme={programme} onDone={close} />
      </Dialog>
    </Stack>
  );
}
