const gib = 1024 ** 3

/** One control plane and two workers with a CNI, as measured with four such clusters side by side. */
export const memoryPerCluster = 1.2 * gib
export const diskPerCluster = 1.5 * gib
/** Each node takes some tens of inotify instances; with the usual 128 the third cluster fails. */
export const inotifyPerCluster = 60
