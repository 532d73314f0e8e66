/** C0 and C1 controls but tab and line feed, DEL, what turns the direction of text, and Unicode's own line ends. */
const unprintable = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu

const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

/**
 * Text that a terminal shows and does not obey: what comes from programs and files may clear the screen, set the clipboard or hide
 * what follows. As JSON writes such characters, so that JSON stays JSON.
 */
export const printable = (text: string): string => text.replaceAll('\r\n', '\n').replaceAll(unprintable, escaped)

/** The same on one line, so that nobody can add lines of their own. */
export const printableLine = (text: string): string => printable(text).replaceAll('\n', '\\n')
