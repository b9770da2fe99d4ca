export { addFirstCoordinators } from './add-first-coordinators.ts'
export { connectVerb } from './channel-cards.ts'
export { channelOf, channelTenantOf, councilOfChannel } from './channel-store.ts'
export { councilSayable } from './commands.ts'
export { connectChannel, disconnectChannel, type Installed } from './connect-channel.ts'
export {
  type Agreement,
  type Category,
  type FocusArea,
  focusAreaFor,
  type ListedMember,
  type Named,
  type Organisation,
  otherCategory,
  type Place,
} from './council.ts'
export { type CouncilFile, CouncilFileError, parseCouncilFile } from './council-file.ts'
export type { CouncilSettings, Weekday } from './council-settings.ts'
export { councilDispatchNames } from './dispatch-names.ts'
export { findStanding } from './find-standing.ts'
export { type Imported, importCouncil } from './import-council.ts'
export {
  coordinatorsOf,
  listedMember,
  listedMembers,
  memberOf,
  membershipsOf,
  peopleWithRole,
} from './member-store.ts'
export { mentionable } from './mentionable.ts'
export { councilNotices, sayingWhichCouncil } from './notices.ts'
export { councilRules, type RulesOf } from './privacy-rules.ts'
export { councilReminders } from './reminder-notices.ts'
export { allCouncilSettings, councilSettings } from './settings-store.ts'
export {
  agreementsOf,
  allFocusAreas,
  categoriesOf,
  categoryOf,
  councilOf,
  focusAreasOn,
  organisationOf,
  organisationsOf,
  ownWordsOf,
  placeOf,
  placesOf,
} from './store.ts'
export { acceptedTenants } from './tenant-store.ts'
