import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { DockerfileParser, type From, type Instruction, type ModifiableInstruction } from 'dockerfile-ast'

/** Where the Dockerfile and what it copies lie. */
export const repository = fileURLToPath(new URL('../../', import.meta.url))

/** The text of the Dockerfile. */
export const dockerfile = readFileSync(join(repository, 'Dockerfile'), 'utf8')

const parsed = DockerfileParser.parse(dockerfile)

/** The instructions of the Dockerfile by their keyword, in order. */
export function instructions(keyword: string): readonly Instruction[] {
  return parsed.getInstructions().filter((instruction) => instruction.getKeyword() === keyword)
}

/** The words of an instruction, without its flags. */
export const wordsOf = (instruction: Instruction) =>
  instruction.getArguments().map((argument) => argument.getValue())

/** The program that CMD or HEALTHCHECK starts, as the list that they give in JSON. */
export function programOf(keyword: 'CMD' | 'HEALTHCHECK'): readonly string[] {
  const [instruction] = instructions(keyword)
  const content = instruction?.getArgumentsContent() ?? ''
  return JSON.parse(content.slice(content.indexOf('[')))
}

/** What ENV sets. */
export function environment(): Readonly<Record<string, string>> {
  const properties = parsed.getENVs().flatMap((env) => env.getProperties())
  return Object.fromEntries(properties.map((property) => [property.getName(), property.getValue() ?? '']))
}

/**
 * Does in a folder what the Dockerfile does in an image: `<folder>/<stage>/app` is its /app, and `<folder>/<stage>/data` its
 * /data. Gives the folder of the last stage. It understands what our Dockerfile uses and nothing else, and says so.
 */
export async function build(folder: string): Promise<string> {
  let root = ''
  let at = ''
  for (const instruction of parsed.getInstructions()) {
    const words = wordsOf(instruction)
    switch (instruction.getKeyword()) {
      case 'FROM':
        root = join(folder, (instruction as From).getBuildStage() ?? 'image')
        at = root
        mkdirSync(root, { recursive: true })
        break
      case 'WORKDIR':
        at = join(root, words[0] ?? '')
        mkdirSync(at)
        break
      case 'COPY':
        copy(instruction as ModifiableInstruction, folder, at)
        break
      case 'RUN':
        await run(instruction.getArgumentsContent() ?? '', root, at)
        break
      case 'ENV':
      case 'USER':
      case 'VOLUME':
      case 'EXPOSE':
      case 'HEALTHCHECK':
      case 'CMD':
        break
      default:
        throw new Error(`the Dockerfile has a ${instruction.getKeyword()}: teach this test what it does`)
    }
  }
  return root
}

function copy(instruction: ModifiableInstruction, folder: string, at: string): void {
  const words = wordsOf(instruction)
  const into = words.at(-1) ?? ''
  const stage = instruction.getFlags().find((flag) => flag.getName() === 'from')
  for (const source of words.slice(0, -1)) {
    const target = join(at, into.endsWith('/') ? source : into)
    if (stage) renameSync(join(folder, stage.getValue() ?? '', source), target)
    else cpSync(join(repository, source), target, { recursive: true })
  }
}

/** npm would take settings of the `npm test` around us for its own. */
const outerEnvironment = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^npm_(package|lifecycle)_|^npm_config_local_prefix$|^NODE_OPTIONS$/.test(name),
  ),
)

async function run(command: string, root: string, at: string): Promise<void> {
  const inside = command.replaceAll(' /data', ` ${join(root, 'data')}`)
  // Only root may give away what it makes; who is not is the user of the container too.
  const here = process.getuid?.() === 0 ? inside : inside.replace(/--(owner|group)=\d+ /g, '')
  await promisify(execFile)('sh', ['-e', '-c', here], { cwd: at, env: outerEnvironment })
}
