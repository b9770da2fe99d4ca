// Examines the configuration of this folder and environment, and says what to do. Changes nothing, prints no secret, and
// ends with 1 when something is at fault.
import { loadConfig } from '../src/config.ts'
import { examine } from './doctor/examination.ts'
import { lineOf } from './doctor/finding.ts'
import { microsoft } from './doctor/outside.ts'

const findings = await examine({
  load: loadConfig,
  outside: microsoft,
  packageFile: 'build/tryggve.zip',
  teamsAppId: process.env.TEAMS_APP_ID,
})
for (const finding of findings) console.log(lineOf(finding))
process.exitCode = findings.some(({ level }) => level === 'fault') ? 1 : 0
