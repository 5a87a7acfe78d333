import { type Language, Problem } from '@contact-sync/service';
import { CERTIFICATE_FAULTS } from '../certificates/certificate-fault';
import type { NewProfile, Profile, ProfileEdit } from './profile';
import { holdsCertificate } from './profile-kinds';
import { ProfileNotChanged, type ProfileStore } from './profile-store';
import { type EditWish, fieldsOf, type ProfileWish, readEdit, readWish, type WishRefused } from './profile-wish';
import type { FieldRules } from './read-fields';

/** Who changes a profile, and in which language they are told what does not fit. */
export interface Editor {
  readonly id: string;
  readonly language: Language;
}

export interface ProfileDeskParts extends FieldRules {
  readonly store: ProfileStore;
  readonly now: () => Date;
}

/** What administrators do with profiles (AUTH-1). Every method throws a `Problem` where it is refused. */
export class ProfileDesk {
  constructor(private readonly parts: ProfileDeskParts) {}

  async get(id: string): Promise<Profile> {
    const profile = await this.parts.store.findById(id);
    if (profile === undefined) throw new Problem(404, 'There is no such profile');
    return profile;
  }

  async create(wish: ProfileWish, { id, language }: Editor): Promise<Profile> {
    const profile = fitting<NewProfile>(readWish(wish, this.rules()), language);
    const { name: _name, kind: _kind, ...given } = wish;
    return this.parts.store
      .create(profile, { by: id, action: 'created', fields: ['name', 'kind', ...fieldsOf(given)] })
      .catch(refusal);
  }

  async edit(id: string, version: number, wish: EditWish, editor: Editor): Promise<Profile> {
    const profile = await this.get(id);
    // What does not fit an older version might fit the newest.
    if (profile.version !== version) refusal(new ProfileNotChanged('changed-meanwhile'));
    const edit = fitting<ProfileEdit>(readEdit(profile, wish, this.rules()), editor.language);
    const change = { by: editor.id, action: 'edited', fields: fieldsOf(wish) } as const;
    return this.parts.store.edit(id, version, edit, change).catch(refusal);
  }

  async replaceCertificate(
    id: string,
    version: number,
    file: { readonly certificate: string; readonly password: string },
    editor: Editor,
  ): Promise<Profile> {
    const profile = await this.get(id);
    if (!holdsCertificate(profile.kind))
      throw new Problem(409, 'Profiles of this kind hold no certificate', { code: 'no-certificate-kind' });
    if (profile.version !== version) refusal(new ProfileNotChanged('changed-meanwhile'));
    const { certificate, password } = file;
    const edit = fitting<ProfileEdit>(
      readEdit(profile, { fields: { certificate, password } }, this.rules()),
      editor.language,
    );
    const change = { by: editor.id, action: 'certificate-replaced', fields: ['certificate'] } as const;
    return this.parts.store.edit(id, version, edit, change).catch(refusal);
  }

  async delete(id: string, version: number, by: string): Promise<void> {
    await this.parts.store.delete(id, version, by).catch(refusal);
  }

  private rules(): FieldRules & { readonly now: Date } {
    return { mayCall: this.parts.mayCall, now: this.parts.now() };
  }
}

function fitting<Fitting extends object>(read: Fitting | WishRefused, language: Language): Fitting {
  if ('certificateFault' in read) {
    const { certificateFault } = read;
    throw new Problem(422, CERTIFICATE_FAULTS[certificateFault][language], { code: `certificate-${certificateFault}` });
  }
  if ('faults' in read)
    throw new Problem(422, 'The profile does not fit its kind', { code: 'profile-invalid', errors: read.faults });
  return read;
}

function refusal(error: unknown): never {
  if (!(error instanceof ProfileNotChanged)) throw error;
  switch (error.reason) {
    case 'not-found':
      throw new Problem(404, 'There is no such profile');
    case 'changed-meanwhile':
      throw new Problem(409, 'Somebody has changed the profile meanwhile; look at it again', {
        code: 'profile-changed',
      });
    case 'name-taken':
      throw new Problem(409, 'There is a profile of this name already', { code: 'profile-name-taken' });
    case 'in-use':
      throw new Problem(409, `The profile is in use${usedBy(error.usedBy)}; choose another one there first`, {
        code: 'profile-in-use',
      });
  }
}

const usedBy = (consumers: readonly string[]): string => (consumers.length === 0 ? '' : ` by ${consumers.join(', ')}`);
