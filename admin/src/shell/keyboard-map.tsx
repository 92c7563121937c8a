import { useMembership } from '../accounts/membership.ts';
import { Dialog } from '../ui/dialog.tsx';
import { CheckField } from '../ui/fields.tsx';
import { Keys } from '../ui/key.tsx';
import { placesFor } from './places.ts';
import css from './shell.module.css';
import { modifier, switchSingleKeys, useSingleKeys } from './single-keys.ts';
import { useT } from './words.ts';

export function KeyboardMap({ programme, onClose }: { programme: string | undefined; onClose: () => void }) {
  const t = useT();
  const membership = useMembership(programme ?? '');
  const isOn = useSingleKeys();
  return (
    <Dialog title={t('keys.title')} isOpen onClose={onClose}>
      <div className={css.keys}>
        <KeyTable title={t('keys.always')} rows={[[[modifier, 'K'], t('keys.palette')]]} />
        <div className={css.switch}>
          <CheckField
            name="single-keys"
            value={isOn}
            error={undefined}
            onChange={switchSingleKeys}
            onLabel={() => undefined}
            label={t('keys.switch')}
            hint={t('keys.switch-hint')}
          />
        </div>
        <div data-off={!isOn}>
          <KeyTable
            title={t('keys.go')}
            rows={(membership ? placesFor(membership) : []).map((it) => [['g', it.key], t(it.label)])}
          />
          <KeyTable
            title={t('keys.do')}
            rows={[
              [['/'], t('keys.search')],
              [['n'], t('events.new')],
              [['u'], t('keys.undo')],
              [['?'], t('keys.this')],
            ]}
          />
        </div>
      </div>
    </Dialog>
  );
}

function KeyTable({ title, rows }: { title: string; rows: [keys: string[], what: string][] }) {
  return (
    <section>
      <h3>{title}</h3>
      <dl className={css.keyList}>
        {rows.map(([keys, what]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>
              <Keys keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
