import type { Need, Needs } from './recommendation.ts'

const order: readonly Need[] = ['enforcement', 'encryption', 'layer7', 'visibility']

export const wantedNeeds = (needs: Needs): readonly Need[] => order.filter((need) => needs[need])
