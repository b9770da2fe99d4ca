/* global document, AdaptiveCards, markdownit, CSSStyleSheet */
// What runs in the gallery's page: draws the cards that the page carries, as Teams would in the chosen theme and width.

const data = JSON.parse(document.getElementById('data').textContent)

// The markdown that Teams knows: emphasis, links and lists. Everything else stands as it was written.
const markdown = markdownit('zero').enable([
  'emphasis',
  'link',
  'list',
  'escape',
  'newline',
  'entity',
  'strikethrough',
])
AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = markdown.render(text)
  result.didProcess = true
}

function draw(json, config) {
  const card = new AdaptiveCards.AdaptiveCard()
  card.hostConfig = config
  // `lang` is left out: the renderer's check of it refuses every other card (a regular expression with a memory).
  const { lang: _, ...rest } = json
  card.parse(rest)
  const drawn = card.render()
  // In a field to search in, Teams shows what the chosen one is called; the renderer shows the value that is sent.
  for (const input of drawn.querySelectorAll('input.ac-choiceSetInput-filtered'))
    input.value = titles(json).get(input.value) ?? ''
  return drawn
}

/** What the choices of a card are called, by value. */
function titles(node) {
  if (node === null || typeof node !== 'object') return new Map()
  const own = (node.choices ?? []).map(({ value, title }) => [value, title])
  return new Map([...own, ...Object.values(node).flatMap((part) => [...titles(part)])])
}

/** Shows every card of the page in this language, theme (light, dark, contrast) and width. */
globalThis.show = ({ language, theme, width }) => {
  const { hostConfig, stylesheet, canvas, text } = data.themes[theme]
  const config = new AdaptiveCards.HostConfig(hostConfig)
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(stylesheet)
  document.documentElement.lang = language
  document.body.style.background = canvas
  document.body.style.color = text
  const list = document.getElementById('cards')
  list.style.width = `${width}px`
  list.replaceChildren(
    ...data.cards
      .filter((shown) => shown.language === language)
      .map(({ name, card }) => {
        const place = document.createElement('section')
        const title = document.createElement('h2')
        title.textContent = name
        // A shadow of its own: ids of inputs are unique within one card only.
        const host = document.createElement('div')
        host.className = 'card'
        host.dataset.name = name
        const shadow = host.attachShadow({ mode: 'open' })
        shadow.adoptedStyleSheets = [sheet]
        shadow.append(draw(card, config))
        place.append(title, host)
        return place
      }),
  )
}

const choices = document.querySelector('form')
const showChosen = () => {
  const { language, theme, width } = Object.fromEntries(new globalThis.FormData(choices))
  globalThis.show({ language, theme, width: Number(width) })
}
choices.addEventListener('change', showChosen)
showChosen()
