/* global document, getComputedStyle, axe */
// What runs in the gallery's page and looks at its cards: how they look, what does not fit, and edges that are hard to see.

const cards = () => [...document.querySelectorAll('.card')]
const within = (host) => [...host.shadowRoot.querySelectorAll('*')]
const told = (host, what, element) => `${host.dataset.name}: ${what}: ${element.outerHTML.slice(0, 160)}`
const isDrawn = (element) => element.getClientRects().length > 0

/** Ids are made anew each time a card is made. */
const withoutIds = (text) => text?.replace(/[\da-f]{8}-[\da-f]{4}-[\da-f-]{22}/g, 'id')

/** What somebody who looks at an element, or listens to it, is told by its attributes and by what stands in it. */
function held(element) {
  const { value, checked, selectedOptions, disabled, alt, title, placeholder, type } = element
  const chosen = selectedOptions && [...selectedOptions].map(({ textContent }) => textContent)
  const [href, src, label] = ['href', 'src', 'aria-label'].map((name) => element.getAttribute(name))
  const text = typeof value === 'string' && !chosen && type !== 'radio' ? withoutIds(value) : ''
  return [
    text,
    checked,
    chosen,
    disabled,
    alt,
    title,
    placeholder,
    type,
    withoutIds(href),
    withoutIds(src),
    label,
  ]
}

/** Where an element is placed, as the renderer wrote it; and its colours and letters, as they came to be. */
function drawn(element) {
  const { color, backgroundColor, fontSize, fontWeight, borderTopColor, display } = getComputedStyle(element)
  const own = [...element.childNodes].filter(({ nodeType }) => nodeType === 3).map(({ data }) => data)
  const place = [element.localName, element.className, element.getAttribute('style'), own]
  return [...place, color, backgroundColor, fontSize, fontWeight, borderTopColor, display, ...held(element)]
}

/** The texts that are seen in an element, each once. */
function textsOf(element) {
  const texts = within(element).flatMap((each) =>
    isDrawn(each)
      ? [...each.childNodes].filter(({ nodeType }) => nodeType === 3).map(({ data }) => data.trim())
      : [],
  )
  return [...new Set(texts.filter(Boolean))]
}

/** Of each card, how high it is, what is drawn of it, as a short hash, and its texts. */
globalThis.lookAtCards = () =>
  Promise.all(
    cards().map(async (host) => {
      const bytes = new TextEncoder().encode(JSON.stringify(within(host).map(drawn)))
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
      const seen = [...digest.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
      const height = Math.round(host.getBoundingClientRect().height)
      return { name: host.dataset.name, height, seen, texts: textsOf(host) }
    }),
  )

/** What stands on one line, a button or what is chosen in a list, may end in an ellipsis; but so much of it is seen. */
const lettersSeen = 30

function isTooShort(element, text, room) {
  const pen = document.createElement('canvas').getContext('2d')
  pen.font = getComputedStyle(element).font
  return pen.measureText(text.trim().slice(0, lettersSeen)).width > room
}

function cutsChosen(select) {
  const { paddingLeft, paddingRight } = getComputedStyle(select)
  const arrow = 20
  const room = select.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight) - arrow
  return isTooShort(select, select.selectedOptions[0]?.textContent ?? '', room)
}

/** Whether an element cuts off some of what it says, or lets it out of its room; in a field one can move to the rest. */
function cuts(element) {
  if (element.matches('select')) return cutsChosen(element)
  if (element.matches('input, textarea')) return false
  const { overflowY, textOverflow, whiteSpace } = getComputedStyle(element)
  const isWide = element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1
  if (isWide && textOverflow === 'ellipsis' && whiteSpace === 'nowrap')
    return isTooShort(element, element.textContent, element.clientWidth)
  return isWide || (overflowY !== 'visible' && element.scrollHeight > element.clientHeight + 2)
}

/** Every place where a card of the page is larger than its room, or cuts off what it says. */
globalThis.overflows = () =>
  cards().flatMap((host) => {
    const room = host.getBoundingClientRect()
    const leaves = ({ left, right, bottom }) =>
      left < room.left - 1 || right > room.right + 1 || bottom > room.bottom + 1
    return within(host)
      .filter(
        (element) =>
          element.localName !== 'br' &&
          isDrawn(element) &&
          (leaves(element.getBoundingClientRect()) || cuts(element)),
      )
      .map((element) => told(host, 'does not fit', element))
  })

/** Red, green, blue and how opaque. */
function parts(colour) {
  const [red = 0, green = 0, blue = 0, alpha = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number)
  return [red, green, blue, alpha]
}

/** The luminance of WCAG, https://www.w3.org/TR/WCAG21/#dfn-relative-luminance */
function luminance(colour) {
  const [red, green, blue] = parts(colour).map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one, other) {
  const [dark, bright] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (bright + 0.05) / (dark + 0.05)
}

/** The colour that an element stands on. */
function behind(element) {
  for (let at = element.parentElement; at; at = at.parentElement) {
    const { backgroundColor } = getComputedStyle(at)
    if (parts(backgroundColor)[3] > 0) return backgroundColor
  }
  return getComputedStyle(document.body).backgroundColor
}

const neededByEdges = 3

/** A colour that lets through what it lies on, as it is seen. */
function over(colour, ground) {
  const [own, under] = [parts(colour), parts(ground)]
  const mixed = [0, 1, 2].map((at) => own[at] * own[3] + under[at] * (1 - own[3]))
  return `rgb(${mixed.join(', ')})`
}

/** Whether the letters of an element, drawn in this colour, can be told from what they stand on (WCAG 1.4.3). */
function canBeRead(element, { color, fontSize, fontWeight }) {
  const { backgroundColor, backgroundImage } = getComputedStyle(element)
  if (backgroundImage !== 'none') return false
  const ground = over(backgroundColor, behind(element))
  const size = Number.parseFloat(fontSize)
  const isLarge = size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700)
  return contrast(over(color, ground), ground) >= (isLarge ? 3 : 4.5)
}

/** Every text, and every proposal in an empty field, that is too pale to be read. */
globalThis.pale = () =>
  cards().flatMap((host) =>
    within(host).flatMap((element) => {
      if (!isDrawn(element) || element.disabled) return []
      const proposes = element.placeholder && !element.value
      const says = element.matches('input, textarea, select')
        ? element.value
        : [...element.childNodes].some(({ nodeType, data }) => nodeType === 3 && data.trim())
      const looks = [
        says && getComputedStyle(element),
        proposes && getComputedStyle(element, '::placeholder'),
      ]
      return looks.filter(Boolean).every((look) => canBeRead(element, look))
        ? []
        : [told(host, 'too pale', element)]
    }),
  )

/** Whether it shows where a button or a field is: by its own colour, or by an edge along its foot. */
function hasEdge(element) {
  const { backgroundColor, borderBottomColor, borderBottomWidth } = getComputedStyle(element)
  const ground = behind(element)
  const stands = parts(backgroundColor)[3] > 0 && contrast(backgroundColor, ground) >= neededByEdges
  const edged =
    Number.parseFloat(borderBottomWidth) >= 1 && contrast(borderBottomColor, ground) >= neededByEdges
  return stands || edged
}

/** Whether it shows that one stands in it. */
function showsFocus(element) {
  element.focus({ preventScroll: true })
  const { outlineStyle, outlineColor, outlineWidth } = getComputedStyle(element)
  const shows = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2
  const isSeen = shows && contrast(outlineColor, behind(element)) >= neededByEdges
  element.blur()
  return isSeen
}

// The small boxes of choices are the browser's own, which WCAG 1.4.11 leaves to it.
const controls =
  'button, .ac-pushButton, textarea, select, input:not([type=radio]):not([type=checkbox]):not([type=hidden])'

/**
 * What needs no edge: a button filled with the colour of Teams itself is known by its text, which `pale` looks at
 * (https://www.w3.org/WAI/WCAG21/Understanding/non-text-contrast.html, "Boundaries").
 */
const filled = '.style-positive'

/** Every button and field whose edge, or whose sign that one stands in it, cannot be told from what it stands on (WCAG 1.4.11). */
globalThis.edges = () => {
  const looked = new Set()
  return cards().flatMap((host) =>
    [...host.shadowRoot.querySelectorAll(controls)].filter(isDrawn).flatMap((element) => {
      // Those of one kind on one ground are alike.
      const kind = [
        element.localName,
        element.className,
        element.getAttribute('style'),
        behind(element),
      ].join()
      if (looked.has(kind)) return []
      looked.add(kind)
      return [
        ...(element.matches(filled) || hasEdge(element)
          ? []
          : [told(host, 'an edge that is hard to see', element)]),
        ...(showsFocus(element) ? [] : [told(host, 'where one stands is hard to see', element)]),
      ]
    }),
  )
}

/**
 * What axe finds in the cards, but for `passedOver`: rule and places; in all cards, or in those with an
 * ordinary amount to say. That it cannot decide whether a text can be read
 * counts too: we write on plain grounds only.
 */
globalThis.barriers = async (of, options, passedOver, decided) => {
  const chosen = cards().filter(({ dataset }) => of === 'all' || !dataset.name.includes(', '))
  if (chosen.length === 0) return []
  const { violations, incomplete } = await axe.run({ include: chosen }, options)
  const undecided = incomplete.filter(({ id }) => id === 'color-contrast')
  return [...violations, ...undecided].flatMap(({ id, nodes }) =>
    nodes.flatMap(({ element, any, all, none }) => {
      if (passedOver[id] && element.matches(passedOver[id])) return []
      const checks = [...any, ...all, ...none]
      if (checks.length > 0 && checks.every(({ data }) => decided.includes(data?.messageKey))) return []
      const why = checks.map(({ message }) => message).join('; ')
      return [told(element.getRootNode().host, `${id}: ${why}`, element)]
    }),
  )
}

/** Puts one card more on the page, of plain HTML: what must be found in it shows whether the looking looks. */
globalThis.plant = (name, html) => {
  const host = document.createElement('div')
  host.className = 'card'
  host.dataset.name = name
  host.attachShadow({ mode: 'open' }).innerHTML = html
  document.getElementById('cards').append(host)
}

/** An empty page, to plant in. */
globalThis.clear = () => document.getElementById('cards').replaceChildren()

globalThis.unplant = () => {
  for (const host of cards().filter(({ dataset }) => dataset.name.startsWith('planted'))) host.remove()
}
