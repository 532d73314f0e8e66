/** What all decisions of a run may be wrong with anywhere, together. */
export const familyAlpha = 0.05
/** The chance to find what is there, that a run is planned for and told by. */
export const wantedPower = 0.8
/** Fewest rounds of which anything is said: below, no interval holds a shift with 95 %. */
export const fewestRounds = 6
