/** Addresses of Pods and Services: IPv4 alone, or IPv4 first and IPv6 beside it. */
export const ipFamilies = ['ipv4', 'dual'] as const
export type IpFamily = (typeof ipFamilies)[number]
