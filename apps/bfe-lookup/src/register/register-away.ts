export { RegisterAway } from '@contact-sync/subject-updates';
