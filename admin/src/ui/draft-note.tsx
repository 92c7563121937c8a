import { useEffect, useState } from 'react';
import { useLanguage, useT } from '../language.ts';
import { Button } from './button.tsx';
import type { KeptDraft } from './kept-draft.ts';
import { Row, Stack } from './layout.tsx';
import { Note } from './note.tsx';
import { sayMoment } from './say.ts';

interface DraftNoteProps {
  zone: string;
  draft: KeptDraft;
  labels: ReadonlyMap<string, string>;
}

/** Offers back what was typed before a reload; nothing is put back without being asked. */
export function DraftNote({ draft, labels, zone }: DraftNoteProps) {
  const t = useT();
  const language = useLanguage();
  // The fields tell their labels when they are drawn, which is after this note is drawn for the first time.
  const [, drawAgain] = useState(false);
  useEffect(() => drawAgain(true), []);
  if (!draft.found) return null;
  const { at, names, changedSince } = draft.found;
  const say = (fields: string[]) => [...new Set(fields.map((it) => labels.get(it) ?? labels.get(`${it}.0`) ?? ''))];
  const about = say(names).filter(Boolean).join(', ');
  const changed = say(changedSince).filter(Boolean).join(', ');
  return (
    <Note tone="warn" title={t('ui.draft-found')} isNews>
      <Stack gap={2}>
        <p>
          {t('ui.draft-at', { when: sayMoment(at, zone, language) })} {about && t('ui.draft-fields', { fields: about })}
        </p>
        {changed && <p>{t('ui.draft-changed-since', { fields: changed })}</p>}
        <Row gap={2}>
          <Button look="primary" size="xs" onClick={draft.putBack}>
            {t('ui.draft-put-back')}
          </Button>
          <Button look="quiet" size="xs" onClick={draft.throwAway}>
            {t('ui.draft-throw-away')}
          </Button>
        </Row>
      </Stack>
    </Note>
  );
}
