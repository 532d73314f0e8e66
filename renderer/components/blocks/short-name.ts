/** At most so many characters, the middle left out: names of interfaces end in what tells them apart. */
export const shortName = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, Math.ceil(most / 2) - 1)}…${text.slice(-Math.floor(most / 2))}`
