import type { ConfigurationType, ProfileFacts, ProfileKind } from '@contact-sync/credentials';
import type { CertificateFacts } from '../certificates/certificate-facts';
import { PENDING } from '../passwords/pending-secret';
import type { Profile } from './profile';

/** A row of `auth.profile` with what hangs on it. */
export interface ProfileRow {
  id: string;
  name: string;
  kind: ProfileKind;
  configuration_types: ConfigurationType[];
  facts: ProfileFacts;
  version: number;
  created_at: Date;
  created_by: string;
  updated_at: Date;
  updated_by: string;
  secrets: { field: string; set_at: string }[];
  endings: { credential: 'certificate' | 'client-secret'; ends_at: string; certificate: CertificateFacts | null }[];
  used_by: string[];
}

/** Profiles with what hangs on them; a condition and an order are to follow. */
export const SELECT_PROFILES = `
  select p.*,
    coalesce((select jsonb_agg(jsonb_build_object('field', s.field, 'set_at', s.set_at) order by s.field)
      from auth.secret s where s.profile_id = p.id and s.field <> '${PENDING}'), '[]') as secrets,
    coalesce((select jsonb_agg(jsonb_build_object('credential', e.credential, 'ends_at', e.ends_at,
        'certificate', e.certificate) order by e.credential)
      from auth.ending e where e.profile_id = p.id), '[]') as endings,
    array(select u.consumer from auth.profile_use u where u.profile_id = p.id order by u.consumer) as used_by
  from auth.profile p`;

export function profileOf(row: ProfileRow): Profile {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    configurationTypes: row.configuration_types,
    facts: row.facts,
    version: row.version,
    createdAt: row.created_at,
    createdBy: row.created_by,
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
    secrets: row.secrets.map(({ field, set_at }) => ({ field, setAt: new Date(set_at) })),
    endings: row.endings.map(({ credential, ends_at, certificate }) => ({
      credential,
      endsAt: new Date(ends_at),
      ...(certificate !== null && { certificate }),
    })),
    usedBy: row.used_by,
  };
}
