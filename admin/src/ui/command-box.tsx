// A field with what it finds below it, above everything: the combobox of the ARIA guide in the browser's own dialog. The
// focus stays in the field; the arrows move which of the found is spoken of. Knows nothing of what is found.

import { Fragment, type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useT } from '../language.ts';
import { IconButton } from './button.tsx';
import css from './command-box.module.css';
import { useModal } from './dialog.tsx';
import { Icon, type IconName } from './icons.tsx';

export interface Command {
  key: string;
  icon: IconName;
  text: ReactNode;
  /** Said softly behind or below it. */
  detail?: ReactNode;
  /** At the end of the line: a key, a state. */
  aside?: ReactNode;
  onChoose: () => void;
}

export interface CommandGroup {
  title: string;
  commands: readonly Command[];
}

interface CommandBoxProps {
  label: string;
  placeholder: string;
  typed: string;
  onType: (typed: string) => void;
  groups: readonly CommandGroup[];
  /** In place of the list, or above it: what is going on. */
  message?: ReactNode;
  isBusy?: boolean;
  /** How many were found, in words; read aloud. */
  told: string;
  footer?: ReactNode;
  /** Before the field: within what one searches. */
  scope?: string;
  /** Escape; and the first time in an empty field Backspace, when there is a scope. */
  onBack?: () => void;
  onClose: () => void;
}

export function CommandBox(props: CommandBoxProps) {
  const { label, onClose, onBack, groups, typed } = props;
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const commands = groups.flatMap((it) => it.commands);
  const active = useActive(commands, typed);
  useModal(dialog);
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && active.command) {
      event.preventDefault();
      active.command.onChoose();
    } else if (event.key === 'Backspace' && typed === '' && onBack) {
      event.preventDefault();
      onBack();
    } else if (active.move(event.key)) event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape does with keys what a press on the backdrop does
    <dialog
      ref={dialog}
      className={css.box}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault();
        (onBack ?? onClose)();
      }}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <Field {...props} id={id} active={active.command?.key} onKeyDown={press} />
      <List id={id} label={label} groups={groups} active={active.command?.key} onPoint={active.point} />
      {props.message && <div className={css.message}>{props.message}</div>}
      {props.footer && <div className={css.footer}>{props.footer}</div>}
      <span className="pr-hidden" role="status">
        {props.told}
      </span>
    </dialog>
  );
}

/** Stays with the same command while others come and go around it; a new word begins at the top. */
function useActive(commands: readonly Command[], typed: string) {
  const [key, setKey] = useState<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another word, another best
  useEffect(() => setKey(null), [typed]);
  const index = Math.max(
    0,
    commands.findIndex((it) => it.key === key),
  );
  const steps: Record<string, number> = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    PageDown: Math.min(index + 6, commands.length - 1),
    PageUp: Math.max(index - 6, 0),
  };
  return {
    command: commands[index],
    point: (next: string) => setKey(next),
    move: (pressed: string): boolean => {
      const step = steps[pressed];
      if (step === undefined || commands.length === 0) return false;
      setKey(commands[(step + commands.length) % commands.length]!.key);
      return true;
    },
  };
}

interface FieldProps extends CommandBoxProps {
  id: string;
  active: string | undefined;
  onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
}

function Field({ id, label, placeholder, typed, onType, scope, isBusy, active, onKeyDown, onClose }: FieldProps) {
  const t = useT();
  return (
    <form className={css.field} onSubmit={(event) => event.preventDefault()}>
      <span className={css.glass} data-busy={isBusy ?? false}>
        <Icon name="search" size={18} />
      </span>
      {scope && <span className={css.scope}>{scope}</span>}
      <input
        className={css.input}
        type="text"
        role="combobox"
        aria-label={label}
        aria-expanded={active !== undefined}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={active === undefined ? undefined : optionId(id, active)}
        placeholder={placeholder}
        value={typed}
        maxLength={100}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="go"
        onChange={(event) => onType(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <IconButton label={t('ui.close')} icon={<Icon name="close" size={18} />} onClick={onClose} />
    </form>
  );
}

function optionId(id: string, key: string): string {
  return `${id}-${key.replace(/[^\w-]/g, '-')}`;
}

interface ListProps {
  id: string;
  label: string;
  groups: readonly CommandGroup[];
  active: string | undefined;
  onPoint: (key: string) => void;
}

function List({ id, label, groups, active, onPoint }: ListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const option = active === undefined ? null : document.getElementById(optionId(id, active));
    option?.scrollIntoView({ block: 'nearest' });
  }, [id, active]);
  return (
    <div ref={list} className={css.list} id={`${id}-list`} role="listbox" aria-label={label} tabIndex={-1}>
      {groups.map((group, index) => (
        <Fragment key={group.title}>
          {/* biome-ignore lint/a11y/useSemanticElements: a group of options groups no fields */}
          <div role="group" aria-labelledby={`${id}-group-${index}`}>
            <div className={css.title} id={`${id}-group-${index}`} role="presentation">
              {group.title}
            </div>
            {group.commands.map((it) => (
              <Option
                key={it.key}
                id={optionId(id, it.key)}
                command={it}
                isActive={it.key === active}
                onPoint={onPoint}
              />
            ))}
          </div>
        </Fragment>
      ))}
    </div>
  );
}

interface OptionProps {
  id: string;
  command: Command;
  isActive: boolean;
  onPoint: (key: string) => void;
}

function Option({ id, command, isActive, onPoint }: OptionProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field takes the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      className={css.option}
      onPointerMove={() => isActive || onPoint(command.key)}
      // the field must keep the focus
      onPointerDown={(event) => event.preventDefault()}
      onClick={command.onChoose}
    >
      <Icon name={command.icon} size={18} />
      <span className={css.text}>
        <span>{command.text}</span>
        {command.detail && <span className={css.detail}>{command.detail}</span>}
      </span>
      {command.aside && <span className={css.aside}>{command.aside}</span>}
    </div>
  );
}
