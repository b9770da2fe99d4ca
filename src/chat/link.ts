/**
 * Opens an address in the browser. Only addresses of our own are put there, and those of online meetings that
 * their planner gave, which the button says.
 */
export interface OpenUrlAction {
  readonly type: 'Action.OpenUrl'
  readonly title: string
  readonly url: string
}

/** A button that opens such an address in the browser. */
export function linkButton(title: string, url: string): OpenUrlAction {
  return { type: 'Action.OpenUrl', title, url }
}
