export { DEMO_DIRECTORY, demoRpps } from './demo-data'
export type {
  AnnuaireOptions,
  AnnuaireSimulator,
  DirectoryData,
  DirectoryFailure,
  DirectoryMailbox,
  DirectoryOrganization,
  DirectoryPractitioner,
  MailboxType,
} from './options'
export { startAnnuaireSimulator } from './simulator'
