export { CONFIGURATION_TYPES, PROFILE_KINDS } from './credential';
export type {
  ConfigurationType,
  Credential,
  CredentialSource,
  ProfileFacts,
  ProfileKind,
  ProfileSummary,
} from './credential';
