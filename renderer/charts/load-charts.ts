/** What draws charts is large, and so is loaded apart; whoever knows that there will be some may ask for it ahead. */
export const loadCharts = () => import('../components/charts/EChart.vue')
