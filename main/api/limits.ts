const mebibyte = 1024 ** 2

/** Of an exported run that is imported, in characters: a rigorous run of several variants, with every raw output. */
export const longestImport = 192 * mebibyte

/** Of one message: a run to import, and what JSON adds to it. */
export const longestMessage = longestImport + 32 * mebibyte
