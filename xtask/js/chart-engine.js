// The chart engine: only the parts of ECharts that Stile draws with, as the global `echarts` that
// charming looks for. Made into public/echarts.js by `cargo xtask chart-engine`.
import * as echarts from 'echarts/core'
import { LineChart, ScatterChart } from 'echarts/charts'
import { GridComponent, TooltipComponent } from 'echarts/components'
import { SVGRenderer } from 'echarts/renderers'

echarts.use([LineChart, ScatterChart, GridComponent, TooltipComponent, SVGRenderer])

globalThis.echarts = echarts
