import { cnis } from '../../cnis/index.ts'

export const cniColour = (cni: string): string | undefined => cnis.find(cni)?.colour
