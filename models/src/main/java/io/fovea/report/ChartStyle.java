package io.fovea.report;

import java.awt.Color;
import java.awt.Font;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;

/** How charts look that are drawn as pictures: on white, with the legend below. */
public final class ChartStyle {
    /** Of the first curve: blue. */
    public static final Color FIRST = new Color(0x0072b2);

    /** Of the second curve: orange. */
    public static final Color SECOND = new Color(0xd55e00);

    /** Of letters, and of what marks a place. */
    public static final Color TEXT = new Color(0x1c2126);

    private static final Color LINES = new Color(0xd5dae0);

    private ChartStyle() {}

    /**
     * Styles a chart.
     *
     * @param letters their size in points
     * @param title the size of those of the title, in points
     */
    public static void apply(XYStyler styler, int letters, int title) {
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, letters);
        styler.setAxisTickLabelsFont(font)
                .setAxisTitleFont(font)
                .setPlotGridLinesColor(LINES)
                .setPlotGridVerticalLinesVisible(false)
                .setChartTitleFont(font.deriveFont(Font.BOLD, (float) title))
                .setLegendFont(font)
                .setChartBackgroundColor(Color.WHITE)
                .setChartFontColor(TEXT)
                .setPlotBorderVisible(false)
                .setLegendPosition(Styler.LegendPosition.OutsideS)
                .setLegendLayout(Styler.LegendLayout.Horizontal)
                .setLegendBorderColor(Color.WHITE);
        styler.setMarkerSize(6);
    }
}
