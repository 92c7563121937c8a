// The console's icons under our own words. All are decoration: the text beside them says the same.

import {
  IconActivity,
  IconAlertTriangle,
  IconArrowBackUp,
  IconCalendarEvent,
  IconCalendarX,
  IconCheck,
  IconChevronDown,
  IconChevronRight,
  IconClockHour4,
  IconCopy,
  IconDeviceLaptop,
  IconDots,
  IconExternalLink,
  IconInbox,
  IconLanguage,
  IconLayoutGrid,
  IconLogout,
  IconMail,
  IconMenu2,
  IconPlus,
  type IconProps,
  IconRefresh,
  IconSearch,
  IconSelector,
  IconTrash,
  IconUserCheck,
  IconUserMinus,
  IconUserOff,
  IconUserPlus,
  IconUsers,
  IconWifiOff,
  IconX,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';

const pictures = {
  activity: IconActivity,
  back: IconArrowBackUp,
  calendar: IconCalendarEvent,
  cancelled: IconCalendarX,
  check: IconCheck,
  chevronDown: IconChevronDown,
  chevronRight: IconChevronRight,
  close: IconX,

  copy: IconCopy,
  delete: IconTrash,
  device: IconDeviceLaptop,
  empty: IconInbox,
  jobs: IconClockHour4,
  language: IconLanguage,
  mail: IconMail,
  menu: IconMenu2,
  more: IconDots,
  offline: IconWifiOff,
  outside: IconExternalLink,
  plus: IconPlus,
  programme: IconLayoutGrid,
  present: IconUserCheck,
  absent: IconUserOff,
  removePerson: IconUserMinus,
  addPerson: IconUserPlus,
  people: IconUsers,
  refresh: IconRefresh,
  search: IconSearch,
  signOut: IconLogout,
  switch: IconSelector,
  warning: IconAlertTriangle,
} satisfies Record<string, ComponentType<IconProps>>;

export type IconName = keyof typeof pictures;

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  const Picture = pictures[name];
  return <Picture size={size} stroke={1.75} aria-hidden="true" focusable="false" style={{ flex: 'none' }} />;
}
