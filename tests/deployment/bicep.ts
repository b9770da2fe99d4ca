import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Language, type Node, Parser } from 'web-tree-sitter'

const grammar = fileURLToPath(
  new URL('../../node_modules/tree-sitter-bicep/tree-sitter-bicep.wasm', import.meta.url),
)

/** What a Bicep file declares and uses. */
export interface Bicep {
  /** Where the grammar was not kept to, by line. */
  readonly faults: readonly string[]
  /** The parameters, and whether each may be left out. */
  readonly parameters: ReadonlyMap<string, { readonly optional: boolean; readonly secure: boolean }>
  readonly outputs: readonly string[]
  /** The modules: their files, what they are given, and which of their outputs are read. */
  readonly modules: readonly { file: string; given: readonly string[]; read: readonly string[] }[]
  /** The types of resources, with their versions; those inside another have the type of their place only. */
  readonly resources: readonly string[]
  /** What each resource is, by the name it has in the file: its type, and its properties as they are written. */
  readonly built: ReadonlyMap<string, { readonly type: string; readonly body: Written }>
  /** The values that parameters have when they are not given, as they are written. */
  readonly defaults: ReadonlyMap<string, Written>
  /** Names that are used and declared nowhere in the file. */
  readonly undeclared: readonly string[]
}

/** A value as it is written: what is no text, list or object is its own text, like `identity.id`. */
export type Written = string | readonly Written[] | { readonly [key: string]: Written }

const declarations = [
  'parameter_declaration',
  'variable_declaration',
  'resource_declaration',
  'module_declaration',
]

/** Reads Bicep by the grammar of tree-sitter: the syntax, not what Azure makes of it. */
export async function readBicep(text: string): Promise<Bicep> {
  await Parser.init()
  const parser = new Parser()
  parser.setLanguage(await Language.load(grammar))
  const root = parser.parse(text)?.rootNode
  if (!root) throw new Error('nothing to read')
  const all = [...nodesOf(root)]
  const named = (type: string) => all.filter((node) => node.type === type)
  const declared = new Set(all.filter(({ type }) => declarations.includes(type)).map(nameOf))
  const modules = named('module_declaration').map((module) => ({
    file: textOf(childOf(module, 'string')),
    given: keysOf(valueIn(childOf(module, 'object'), 'params')),
    read: outputsRead(all, nameOf(module)),
  }))
  parser.delete()
  return {
    faults: all
      .filter((node) => node.isError || node.isMissing)
      .map((node) => `line ${node.startPosition.row + 1}: ${node.text.slice(0, 60)}`),
    parameters: new Map(named('parameter_declaration').map((node) => [nameOf(node), aboutParameter(node)])),
    outputs: named('output_declaration').map(nameOf),
    modules,
    resources: named('resource_declaration').map((node) => textOf(childOf(node, 'string'))),
    built: new Map(
      named('resource_declaration').map((node) => [
        nameOf(node),
        { type: textOf(childOf(node, 'string')), body: writtenIn(bodyOf(node)) },
      ]),
    ),
    defaults: new Map(
      named('parameter_declaration').flatMap((node) =>
        node.namedChildCount > 2 ? [[nameOf(node), writtenIn(node.lastNamedChild ?? undefined)]] : [],
      ),
    ),
    undeclared: named('identifier')
      .filter(isUse)
      .map(({ text }) => text)
      .filter((name) => !declared.has(name)),
  }
}

/** Reads a file of infra/. */
export const readInfra = (file: string): Promise<Bicep> =>
  readBicep(readFileSync(new URL(`../../infra/${file}`, import.meta.url), 'utf8'))

function* nodesOf(node: Node): Generator<Node> {
  yield node
  for (const child of node.children) if (child) yield* nodesOf(child)
}

const childOf = (node: Node | undefined, type: string) =>
  node?.namedChildren.find((child) => child?.type === type) ?? undefined
const nameOf = (node: Node) => childOf(node, 'identifier')?.text ?? ''
const textOf = (node: Node | undefined) => node?.text.slice(1, -1) ?? ''

function valueIn(object: Node | undefined, key: string): Node | undefined {
  const property = object?.namedChildren.find((child) => child?.firstNamedChild?.text === key)
  return property?.lastNamedChild ?? undefined
}

/** The object of a resource, also of one that is built under a condition. */
const bodyOf = (resource: Node) =>
  childOf(resource, 'object') ?? childOf(childOf(resource, 'if_statement'), 'object')

function writtenIn(node: Node | undefined): Written {
  if (!node) return ''
  const inside = node.namedChildren.flatMap((child) => (child ? [child] : []))
  if (node.type === 'string') return node.text.slice(1, -1)
  if (node.type === 'array') return inside.filter(({ type }) => type !== 'comment').map(writtenIn)
  if (node.type !== 'object') return node.text
  const properties = inside.filter(({ type, firstNamedChild }) => {
    return type === 'object_property' && firstNamedChild?.type !== 'resource_declaration'
  })
  return Object.fromEntries(
    properties.map((property) => {
      const key = property.firstNamedChild?.text ?? ''
      return [key.replace(/^'(.*)'$/, '$1'), writtenIn(property.lastNamedChild ?? undefined)]
    }),
  )
}

const keysOf = (object: Node | undefined) =>
  object?.namedChildren.flatMap((child) => child?.firstNamedChild?.text ?? []) ?? []

function aboutParameter(node: Node): { optional: boolean; secure: boolean } {
  const before = node.previousNamedSibling
  return {
    // A name and a type, and what it is when it is not given.
    optional: node.namedChildCount > 2,
    secure: before?.type === 'decorators' && before.text.includes('@secure()'),
  }
}

function outputsRead(all: readonly Node[], module: string): string[] {
  return all
    .filter(({ type, text }) => type === 'member_expression' && text.startsWith(`${module}.outputs.`))
    .map(({ text }) => text.slice(`${module}.outputs.`.length).split('.')[0] ?? '')
}

/** Whether an identifier refers to something: no key, no function, no decorator, no name that is being declared. */
function isUse(node: Node): boolean {
  const { parent } = node
  if (!parent) return false
  const first = parent.firstNamedChild?.id === node.id
  if (parent.type.endsWith('_declaration') || parent.type === 'object_property') return !first
  if (parent.type === 'call_expression') return !first
  return parent.type !== 'type' && !(parent.type === 'resource_expression' && !first)
}
