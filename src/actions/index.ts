export { exportSayable, planFileMakers } from './export-commands.ts'
export { exportDispatchNames, exportNotices } from './export-notices.ts'
