// Everything that is kept of one person, to read and to hand over.

import { sayField, sayPurpose, sayStore, sayValue } from '@pr8werk/shared/data-words.ts';
import type { PersonalDataView } from '@pr8werk/shared/privacy.ts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { isRefusal } from '../http.ts';
import { useLanguage } from '../language.ts';
import { homeZone } from '../programmes/zone.ts';
import { Crumbs } from '../shell/crumbs.tsx';
import { NotFoundPage } from '../shell/lost-pages.tsx';
import { Button } from '../ui/button.tsx';
import { saveText } from '../ui/files.ts';
import { Fact, Facts, Page, PageHeader, Section, Stack } from '../ui/layout.tsx';
import { Note } from '../ui/note.tsx';
import { sayMoment } from '../ui/say.ts';
import { Loaded } from '../ui/states.tsx';
import css from './privacy.module.css';
import { personDataQuery } from './queries.ts';
import { useT } from './words.ts';

const route = getRouteApi('/inside/$programme/personen/$contact/gegevens');

export function PersonDataPage() {
  const t = useT();
  const { programme, contact } = route.useParams();
  const query = useQuery(personDataQuery(programme, contact));
  if (isRefusal(query.error, 'not-found')) return <NotFoundPage />;
  const save = (view: PersonalDataView) =>
    saveText({
      fileName: 'gegevens.json',
      mediaType: 'application/json',
      pieces: [JSON.stringify(view, null, 2)],
    });
  return (
    <Page isNarrow>
      <PageHeader
        title={t('privacy.data')}
        above={<Crumbs programme={programme} list="personen" />}
        intro={t('privacy.data-intro')}
        actions={query.data && <Button onClick={() => save(query.data)}>{t('privacy.download')}</Button>}
      />
      <Loaded query={query}>{(view) => <Stores view={view} />}</Loaded>
    </Page>
  );
}

function Stores({ view }: { view: PersonalDataView }) {
  const t = useT();
  const language = useLanguage();
  const when = sayMoment(view.takenAt, homeZone, language);
  return (
    <Stack gap={5}>
      <p className="pr-soft">{t('privacy.taken', { when, controller: view.controller })}</p>
      {view.stores.length === 0 && <Note>{t('privacy.data-none')}</Note>}
      {view.stores.map(({ store, purpose, rows }) => (
        <Section key={store} title={sayStore(store, language)} intro={sayPurpose(purpose, language)}>
          {rows.map((row, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows have no name, and their order stays
            <div key={i} className={css.row}>
              <Facts>
                {Object.entries(row).map(([field, value]) => (
                  <Fact key={field} term={sayField(field, language)}>
                    <span className={css.value}>{sayValue(field, value, language, homeZone)}</span>
                  </Fact>
                ))}
              </Facts>
            </div>
          ))}
        </Section>
      ))}
    </Stack>
  );
}
