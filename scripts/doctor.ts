// Examines the configuration of this folder and environment, and says what to do. Changes nothing, prints no secret, and
// ends with 1 when something is at fault.
import { existsSync } from 'node:fs'
import { loadConfig } from '../src/config.ts'
import { examine } from './doctor/examination.ts'
import { lineOf } from './doctor/finding.ts'
import { microsoft } from './doctor/outside.ts'
import { told } from './told.ts'

const findings = await examine({
  load: loadConfig,
  outside: microsoft,
  packageFile: 'build/tryggve.zip',
  teamsAppId: told().TEAMS_APP_ID,
  packagesMadeHere: existsSync('manifest'),
  env: process.env,
})
for (const finding of findings) console.log(lineOf(finding))
process.exitCode = findings.some(({ level }) => level === 'fault') ? 1 : 0
