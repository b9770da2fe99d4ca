/** Opens an address in the browser. Only addresses of our own are put there. */
export interface OpenUrlAction {
  readonly type: 'Action.OpenUrl'
  readonly title: string
  readonly url: string
}

/** A button that opens an address of our own in the browser. */
export function linkButton(title: string, url: string): OpenUrlAction {
  return { type: 'Action.OpenUrl', title, url }
}
