/**
 * How Teams looks in each of its themes, for Microsoft's renderer of cards: the host configuration it reads, and the few
 * rules of CSS that it leaves to its host. The colours are those of Teams' design tokens (Fluent UI 2: neutral
 * foregrounds and backgrounds, brand, status danger), https://fluent2.microsoft.design/color-tokens.
 */

export const themes = ['light', 'dark', 'contrast'] as const
export type Theme = (typeof themes)[number]

interface Colours {
  readonly canvas: string
  readonly card: string
  readonly emphasis: string
  readonly text: string
  readonly subtle: string
  readonly accent: string
  readonly danger: string
  readonly line: string
  readonly edge: string
  readonly brand: string
  readonly onBrand: string
  readonly warningCard: string
  readonly dangerCard: string
}

export const colours: Readonly<Record<Theme, Colours>> = {
  light: {
    canvas: '#f5f5f5',
    card: '#ffffff',
    emphasis: '#f0f0f0',
    text: '#242424',
    subtle: '#616161',
    accent: '#4f52b2',
    danger: '#b10e1c',
    line: '#e0e0e0',
    edge: '#616161',
    brand: '#5b5fc7',
    onBrand: '#ffffff',
    warningCard: '#fff9f5',
    dangerCard: '#fdf3f4',
  },
  dark: {
    canvas: '#1f1f1f',
    card: '#292929',
    emphasis: '#1f1f1f',
    text: '#ffffff',
    subtle: '#adadad',
    accent: '#9299f7',
    danger: '#eeacb2',
    line: '#525252',
    edge: '#adadad',
    brand: '#4f52b2',
    onBrand: '#ffffff',
    warningCard: '#411200',
    dangerCard: '#3b0509',
  },
  contrast: {
    canvas: '#000000',
    card: '#000000',
    emphasis: '#000000',
    text: '#ffffff',
    subtle: '#ffffff',
    accent: '#ffff00',
    danger: '#ffff00',
    line: '#ffffff',
    edge: '#ffffff',
    brand: '#000000',
    onBrand: '#ffffff',
    warningCard: '#000000',
    dangerCard: '#000000',
  },
}

/** Open Sans is as wide as Segoe UI, nearly, and comes from npm: lines break alike on every machine. DejaVu has its signs. */
const family = 'Open Sans, DejaVu Sans'

/** What the renderer is told of its host. */
export function hostConfig(theme: Theme): object {
  const { card, emphasis, text, subtle, accent, danger, line, warningCard, dangerCard } = colours[theme]
  const shade = (colour: string, quiet = colour) => ({ default: colour, subtle: quiet })
  const foregroundColors = {
    default: shade(text, subtle),
    accent: shade(accent),
    attention: shade(danger),
    dark: shade(text, subtle),
    light: shade(text, subtle),
    good: shade(text),
    warning: shade(text),
  }
  const on = (backgroundColor: string, borderColor = backgroundColor) => ({
    backgroundColor,
    borderColor,
    foregroundColors,
  })
  return {
    fontFamily: family,
    supportsInteractivity: true,
    spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: line },
    fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
    fontWeights: { lighter: 400, default: 400, bolder: 600 },
    lineHeights: { small: 16, default: 20, medium: 20, large: 24, extraLarge: 32 },
    containerStyles: {
      default: on(card, line),
      emphasis: on(emphasis, line),
      accent: on(emphasis, line),
      good: on(emphasis, line),
      warning: on(warningCard, line),
      attention: on(dangerCard, line),
    },
    actions: {
      maxActions: 6,
      spacing: 'medium',
      buttonSpacing: 8,
      actionsOrientation: 'horizontal',
      actionAlignment: 'left',
    },
    adaptiveCard: { allowCustomStyle: false },
    factSet: {
      title: { size: 'default', weight: 'bolder', wrap: true, maxWidth: 140 },
      value: { size: 'default', weight: 'default', wrap: true },
      spacing: 12,
    },
    textBlock: { headingLevel: 3 },
    inputs: {
      label: {
        inputSpacing: 'small',
        requiredInputs: { suffix: ' *', suffixColor: 'attention' },
        optionalInputs: {},
      },
      errorMessage: { color: 'attention', weight: 'default' },
    },
  }
}

/** What the host itself draws: the card's own edge, buttons, inputs, and where one stands. */
export function stylesheet(theme: Theme): string {
  const { card, text, subtle, accent, danger, line, edge, brand, onBrand } = colours[theme]
  return `
    :host { all: initial; display: block; font: 14px/20px ${family}; color: ${text} }
    * { box-sizing: border-box }
    .ac-adaptiveCard { border: 1px solid ${line}; border-radius: 8px; overflow-wrap: anywhere }
    .ac-adaptiveCard p { margin: 0 }
    .ac-adaptiveCard p + p { margin-top: 8px }
    .ac-adaptiveCard ul, .ac-adaptiveCard ol { margin: 0; padding-left: 20px }
    a, .ac-anchor { color: ${accent} }
    .ac-pushButton { font: 600 14px/20px ${family}; min-height: 32px; padding: 5px 12px; margin: 0;
      border: 1px solid ${edge}; border-radius: 4px; background: ${card}; color: ${text};
      text-decoration: none; cursor: pointer; max-width: 100%; white-space: normal }
    .ac-pushButton.style-positive { background: ${brand}; border-color: ${brand === card ? edge : brand}; color: ${onBrand} }
    .ac-pushButton.style-destructive { color: ${danger} }
    .ac-actionSet { flex-wrap: wrap; row-gap: 8px }
    .ac-input:not(.ac-choiceSetInput-expanded):not(.ac-choiceSetInput-multiSelect):not([type=radio]):not([type=checkbox]) {
      font: 14px/20px ${family}; width: 100%; min-height: 32px; padding: 5px 12px; background: ${card}; color: ${text};
      border: 1px solid ${line}; border-bottom-color: ${edge}; border-radius: 4px }
    .ac-input.ac-multiline { min-height: 88px; resize: vertical }
    .ac-choiceSetInput-filtered-container { border: 0 !important; padding: 0 !important }
    .ac-choiceSetInput-filtered-dropdown { display: none }
    ::placeholder { color: ${subtle}; opacity: 1 }
    input, select { color-scheme: ${theme === 'light' ? 'light' : 'dark'} }
    input[type=radio], input[type=checkbox] { accent-color: ${accent}; margin: 8px 8px 8px 0 }
    .ac-choiceSetInput-expanded label, .ac-choiceSetInput-multiSelect label { padding: 4px 0 }
    :focus-visible { outline: 2px solid ${theme === 'contrast' ? accent : text}; outline-offset: 1px }
    .ac-selectable { cursor: pointer }
  `
}
