/* global document, getComputedStyle, NodeFilter */
// What a person sees of a card or a page, top to bottom, a line each: texts, buttons, and fields with what stands in
// them; behind a bar how it looks, where that differs from plain text. Runs in the browser: see shown.ts.

/** A colour as people write it: #c4314b, or #252424 75 %. */
function hex(colour) {
  return colour.replace(/rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?\)/, (_, r, g, b, alpha) => {
    const digits = [r, g, b].map((part) => Number(part).toString(16).padStart(2, '0')).join('')
    return `#${digits}${alpha === undefined ? '' : ` ${Math.round(alpha * 100)} %`}`
  })
}

/** The Playground's plain text, which needs no word; nor does an ordinary button, bold and #242424. */
const plain = { fontSize: '14px', colour: '#252424' }

/** Size, weight and colour of the letters, as far as they are not those of plain text. */
function letters(element) {
  const { fontSize, fontWeight, fontStyle, textDecorationLine, color } = getComputedStyle(element)
  return [
    fontSize === plain.fontSize ? '' : fontSize,
    Number(fontWeight) >= 600 ? 'bold' : '',
    fontStyle === 'italic' ? 'italic' : '',
    textDecorationLine.includes('line-through') ? 'struck' : '',
    hex(color) === plain.colour ? '' : hex(color),
  ]
    .filter(Boolean)
    .join(', ')
}

/** The colour that an element lies on, if it is not that of the card. */
function ground(element, root) {
  const { backgroundColor } = getComputedStyle(element)
  const plain = ['rgba(0, 0, 0, 0)', getComputedStyle(root).backgroundColor]
  return plain.includes(backgroundColor) ? '' : `on ${hex(backgroundColor)}`
}

const tidy = (text) => (text ?? '').replace(/\s+/g, ' ').trim()

const line = (text, ...looks) => [text, looks.filter(Boolean).join(', ')].filter(Boolean).join('  | ')

const fields = {
  radio: ({ checked }) => (checked ? '(•)' : '( )'),
  checkbox: ({ checked }) => (checked ? '[x]' : '[ ]'),
  'select-one': ({ selectedOptions }) => `[_ ${tidy(selectedOptions[0]?.textContent)} _]`,
}

/** A field and what stands in it; while nothing does, what is proposed. */
function field(element) {
  const own = fields[element.type]
  const text = element.value ? `[_ ${element.value} _]` : `[_ _] (${element.placeholder})`
  return line(own ? own(element) : text, element.disabled && 'cannot be used')
}

function button(element, root) {
  const text = tidy(element.innerText) || tidy(element.getAttribute('aria-label'))
  const title = element.title && tidy(element.title) !== text ? ` (${tidy(element.title)})` : ''
  const letter = letters(element.querySelector('[class*=pushButton] *') ?? element)
  const looks = letter === 'bold, #242424' ? '' : letter
  return line(`[${text}]${title}`, looks, ground(element, root), element.disabled && 'cannot be used')
}

function isSeen(element) {
  // The round and square boxes are drawn beside the input itself, which nobody sees.
  const opacityProperty = !['radio', 'checkbox'].includes(element.type)
  return (
    element.checkVisibility({ visibilityProperty: true, opacityProperty }) &&
    element.getClientRects().length > 0
  )
}

/** The kinds of elements that are a line by themselves, whatever they hold; and those that say nothing. */
const whole = [
  // What opens the list of a field.
  ['svg, script, style, .fui-Combobox [role=button], .fui-Input [role=button]', () => []],
  ['input, textarea, select', (element) => [field(element)]],
  ['img', ({ alt }) => [`(picture: ${alt})`]],
  ['button, a, [role=button], [role=menuitem]', (element, root) => [button(element, root)]],
]

/** The texts of an element, if it has nothing else in it: one line, where what is written another way is marked. */
function paragraph(element, root) {
  const inside = [...element.querySelectorAll('*')]
  if (
    inside.some(
      (each) => getComputedStyle(each).display !== 'inline' || whole.some(([it]) => each.matches(it)),
    )
  )
    return undefined
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  const runs = []
  while (texts.nextNode()) {
    const { data, parentElement } = texts.currentNode
    if (data.trim() && isSeen(parentElement)) runs.push([data, letters(parentElement)])
  }
  const length = (look) => runs.reduce((sum, [text, how]) => sum + (how === look ? text.length : 0), 0)
  const most = runs.map(([, how]) => how).toSorted((a, b) => length(b) - length(a))[0]
  const marked = runs.map(([text, how]) => (how === most ? text : `‹${text}|${how || 'plain'}›`)).join('')
  return runs.length === 0 ? [] : [line(tidy(marked), most, ground(element, root))]
}

function linesOf(node, root) {
  if (node.nodeType === 3) {
    const text = tidy(node.data)
    return text ? [line(text, letters(node.parentElement))] : []
  }
  if (node.nodeType !== 1 || !isSeen(node)) return []
  const own = whole.find(([selector]) => node.matches(selector))
  if (own) return own[1](node, root)
  const text = paragraph(node, root)
  if (text) return text
  const inside = [...node.childNodes].flatMap((child) => linesOf(child, root))
  const behind = node === root ? '' : ground(node, root)
  return behind && inside.length > 0 ? [line('┌', behind), ...inside, '└'] : inside
}

globalThis.whatIsShown = (root) => linesOf(root, root).join('\n')
