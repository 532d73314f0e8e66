/** Gives a file to the browser, which saves it or asks where to. Text is written as UTF-8. */
export function saveFile(name: string, mediaType: string, data: BlobPart): void {
  const url = URL.createObjectURL(new Blob([data], { type: mediaType }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser reads it after the click; a minute is enough, and then the memory is free.
  setTimeout(() => {
    URL.revokeObjectURL(url)
  }, 60_000)
}
