import type { RegistrationView } from '@pr8werk/shared/registrations.ts';
import type { ListedRegistration } from '#api/registrations/queries.ts';

export function registrationView(row: ListedRegistration): RegistrationView {
  // of a cancelled one it only says why it ended
  const verifyBy = row.status === 'cancelled' ? null : row.verify_by;
  return {
    id: row.registration_id,
    event: row.event_id,
    contact: row.contact_id,
    name: row.name,
    email: row.email,
    organisation: row.organisation_name,
    role: row.role,
    status: row.status,
    place: row.place,
    hasAttended: row.has_attended,
    isVerified: verifyBy === null,
    verifyBy: verifyBy?.toISOString() ?? null,
    offerExpiresAt: row.offer_expires_at?.toISOString() ?? null,
    lead: row.lead,
    companions: row.companions,
    takesPlace: row.takes_place,
    group: row.group_label,
    endedBecause: row.ended_because,
    admittedBecause: row.admitted_because,
    source: row.source,
    network: row.network,
    site: row.site,
    language: row.language,
    note: row.note,
    noticeVersion: row.notice_version,
    createdAt: row.created_at.toISOString(),
    cancelledAt: row.cancelled_at?.toISOString() ?? null,
    version: row.version,
  };
}
