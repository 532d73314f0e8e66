/** Between the shell and its preload script. */
export const channels = {
  /** Page to shell: a call of the lab's contract. */
  call: 'lab:call',
  /** Page to shell: a page has loaded and listens. */
  hello: 'lab:hello',
  /** Shell to page: an answer or events of the lab. */
  message: 'lab:message',
  /** Shell to page: whether the lab can be reached. */
  state: 'lab:state',
  /** Shell to page: a run to be shown. */
  openRun: 'shell:open-run',
} as const

/** Precedes the attached lab's address among the preload script's arguments. */
export const attachedToArgument = '--cnilab-attached-to='
