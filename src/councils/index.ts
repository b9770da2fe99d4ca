export { addFirstCoordinators } from './add-first-coordinators.ts'
export { councilSayable } from './commands.ts'
export { connectChannel, disconnectChannel } from './connect-channel.ts'
export {
  type Agreement,
  type Category,
  type FocusArea,
  focusAreaFor,
  type Named,
  type Organisation,
  otherCategory,
  type Place,
} from './council.ts'
export { type CouncilFile, CouncilFileError, parseCouncilFile } from './council-file.ts'
export { findStanding } from './find-standing.ts'
export { type Imported, importCouncil } from './import-council.ts'
export { categoriesOf, categoryOf, organisationOf, organisationsOf, placeOf, placesOf } from './list-store.ts'
export { coordinatorsOf, memberOf } from './member-store.ts'
export { acceptedTenants, allFocusAreas, channelOf, focusAreasOn } from './store.ts'
