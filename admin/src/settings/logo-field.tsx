import { ProblemError } from '@pr8werk/shared/client.ts';
import { type ProgrammeView, removeLogo, setLogo } from '@pr8werk/shared/programmes.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import { call } from '../http.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icons.tsx';
import { Row, Stack } from '../ui/layout.tsx';
import { showToast } from '../ui/toast.tsx';
import { failureOf } from '../ui/use-form.ts';
import { programmeQuery } from './queries.ts';
import css from './settings.module.css';
import { useT } from './words.ts';

const largest = 150 * 1024;

export function LogoField({
  programme,
  view,
  mayWrite,
}: {
  programme: string;
  view: ProgrammeView;
  mayWrite: boolean;
}) {
  const t = useT();
  const queryClient = useQueryClient();
  const chooser = useRef<HTMLInputElement>(null);
  const errorId = useId();
  const [error, setError] = useState<string | null>(null);
  const act = useMutation({
    mutationFn: (content: string | null) =>
      content === null
        ? call(removeLogo, { params: { programme } })
        : call(setLogo, { params: { programme }, body: { content } }),
    onSuccess: async (_, content) => {
      setError(null);
      await queryClient.invalidateQueries(programmeQuery(programme));
      showToast({ message: t(content === null ? 'settings.logo-removed' : 'settings.logo-saved') });
    },
    onError: (failure) =>
      setError(
        (failure instanceof ProblemError && failure.problem.errors?.[0]?.detail) || failureOf(failure, t).message,
      ),
  });
  const choose = async (file: File | undefined) => {
    if (!file) return;
    if (file.size > largest) return setError(t('settings.logo-too-large', { size: Math.ceil(file.size / 1024) }));
    try {
      act.mutate(await base64Of(file));
    } catch {
      setError(t('settings.logo-unread'));
    }
  };
  return (
    <Stack gap={3}>
      {view.logo ? (
        <div className={css.logo}>
          <img
            src={new URL(view.logo.url).pathname}
            alt={t('settings.logo-alt', { programme: view.name })}
            width={view.logo.width}
            height={view.logo.height}
          />
        </div>
      ) : (
        <p className="pr-soft">{t('settings.logo-none')}</p>
      )}
      {error && (
        <p className={css.tooLight} role="alert" id={errorId}>
          {error}
        </p>
      )}
      {mayWrite && (
        <Row gap={2}>
          <input
            ref={chooser}
            type="file"
            hidden
            accept="image/png,image/jpeg,image/webp,image/svg+xml"
            onChange={(event) => {
              void choose(event.currentTarget.files?.[0]);
              // the same file again is a new choice
              event.currentTarget.value = '';
            }}
          />
          <Button
            isBusy={act.isPending}
            aria-describedby={error ? errorId : undefined}
            onClick={() => chooser.current?.click()}
          >
            {t(view.logo ? 'settings.logo-replace' : 'settings.logo-choose')}
          </Button>
          {view.logo && (
            <Button look="quiet" icon={<Icon name="delete" />} onClick={() => act.mutate(null)}>
              {t('settings.logo-remove')}
            </Button>
          )}
        </Row>
      )}
    </Stack>
  );
}

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '');
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
