// The public page as it would be, made by the same code that makes it: of what is saved, or of what is typed here. It
// stands in a frame, and what is filled in there is checked and not kept.

import type { EventPatch, EventView } from '@pr8werk/shared/events.ts';
import type { Question } from '@pr8werk/shared/forms.ts';
import { useRef, useState } from 'react';
import { useT } from '../language.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icons.tsx';
import { Row, Section } from '../ui/layout.tsx';
import { Segments } from '../ui/segments.tsx';
import type { Errors } from '../ui/use-form.ts';
import css from './page-preview.module.css';

interface PagePreviewProps {
  event: EventView;
  programme: string;
  /** `questions`: the form as it is typed, where that is what one works on. */
  read: () => Promise<{ patch: EventPatch | null; questions?: Question[]; faults: Errors }>;
  onFaults: (faults: Errors) => void;
}

const frameName = 'pr8werk-preview';

export function PagePreview({ event, programme, read, onFaults }: PagePreviewProps) {
  const t = useT();
  const [look, setLook] = useState<'wide' | 'phone'>('wide');
  const [language, setLanguage] = useState<'nl' | 'en'>('nl');
  const frame = useRef<HTMLIFrameElement>(null);
  const address = `/${programme}/preview/${event.id}?lang=${language}`;
  // A new version, or another language, is another page: it begins with what is saved.
  const page = `${event.version}-${language}`;
  const [typedIn, setTypedIn] = useState<string | null>(null);
  const isTyped = typedIn === page;
  const showTyped = async () => {
    const { patch, questions, faults } = await read();
    if (Object.keys(faults).length > 0) return onFaults(faults);
    if (patch) sendInto(frameName, address, { patch, ...(questions ? { questions } : {}) });
    else if (frame.current) frame.current.src = address;
    setTypedIn(patch ? page : null);
  };
  return (
    <div id="voorbeeld" tabIndex={-1}>
      <Section title={t('events.preview')} intro={t(isTyped ? 'events.preview-typed' : 'events.preview-saved')}>
        <Row gap={3}>
          <Segments
            label={t('events.preview-width')}
            value={look}
            onChoose={setLook}
            options={[
              { value: 'wide', label: t('events.preview-wide') },
              { value: 'phone', label: t('events.preview-phone') },
            ]}
          />
          <Segments
            label={t('events.preview-language')}
            value={language}
            onChoose={setLanguage}
            options={[
              { value: 'nl', label: t('ui.language.nl') },
              { value: 'en', label: t('ui.language.en') },
            ]}
          />
          <Button icon={<Icon name="refresh" />} onClick={showTyped}>
            {t('events.preview-refresh')}
          </Button>
        </Row>
        <div className={`${css.stage} ${look === 'phone' ? css.phone : ''}`}>
          <iframe
            key={page}
            ref={frame}
            name={frameName}
            src={address}
            title={t('events.preview')}
            sandbox="allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox"
            loading="lazy"
            className={css.frame}
          />
        </div>
      </Section>
    </div>
  );
}

/** A form of the browser's own: what is typed is too long for an address, and its answer goes into the frame. */
function sendInto(target: string, action: string, typed: Record<string, unknown>): void {
  const form = document.createElement('form');
  Object.assign(form, { method: 'post', action, target, hidden: true });
  for (const [name, value] of Object.entries(typed)) {
    const field = document.createElement('input');
    Object.assign(field, { name, value: JSON.stringify(value) });
    form.append(field);
  }
  document.body.append(form);
  form.submit();
  form.remove();
}
