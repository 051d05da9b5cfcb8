package io.fovea.layers;

import io.fovea.AtomicFile;
import io.fovea.FoveaException;
import io.fovea.layers.PlotGrid.Edge;
import io.fovea.layers.PlotRoutes.Point;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A drawing of a model's layers, from the input at the top down to the output: a box per layer with its operators,
 * output shape and parameters; connections that skip layers run beside them.
 *
 * <pre>{@code
 * GraphPlot.of(Summary.of(graph)).write(Path.of("digits.svg"));
 * }</pre>
 */
public final class GraphPlot {

    private static final int MARGIN = 24;
    private static final int TITLE = 44;
    private static final int NOTE = 31;
    private static final int PADDING = 10;
    private static final int LONGEST_LINE = 44;
    private static final String MARK = "<desc>The layers of a model, drawn by Fovea.</desc>";

    private final Summary summary;
    private final PlotGrid grid;
    private final PlotRoutes routes;
    private final int boxWidth;

    private GraphPlot(Summary summary) {
        this.summary = summary;
        boxWidth = 2 * PADDING
                + summary.rows().stream().mapToInt(GraphPlot::textWidth).max().orElse(0);
        grid = new PlotGrid(summary.rows());
        routes = new PlotRoutes(grid, boxWidth);
    }

    /** The drawing of the model that {@code summary} lists. */
    public static GraphPlot of(Summary summary) {
        return new GraphPlot(summary);
    }

    /**
     * Writes the drawing as an SVG file, whole or not at all.
     *
     * @throws FoveaException when it cannot be written
     */
    public void write(Path file) {
        try {
            AtomicFile.write(file, toSvg().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new FoveaException("Cannot write '" + file + "': " + e.getMessage() + ".", e);
        }
    }

    /** Whether a file is such a drawing. */
    public static boolean isOne(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.limit(2).anyMatch(MARK::equals);
        } catch (IOException | UncheckedIOException e) {
            return false; // not even a text
        }
    }

    /** The drawing as an SVG document, on white. */
    public String toSvg() {
        String title = summary.name() + ", " + Summary.grouped(summary.parameters()) + " parameters";
        int longest = Math.max(8 * title.length(), 6 * summary.note().orElse("").length());
        int width = Math.max(routes.width(), longest) + 2 * MARGIN;
        int height = routes.height() + TITLE + 2 * MARGIN;
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                """
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d"\
                 font-family="Helvetica, Arial, sans-serif" font-size="11" fill="#37474f">
                %7$s
                <defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8"\
                 orient="auto"><path d="M0 1 L8 4 L0 7 Z" fill="#546e7a"/></marker></defs>
                <rect width="%1$d" height="%2$d" fill="#ffffff"/>
                <text x="%3$d" y="%4$d" font-size="16" font-weight="bold">%5$s</text>
                <g transform="translate(%3$d %6$d)">
                """,
                width,
                height,
                MARGIN,
                MARGIN + 14,
                escaped(title),
                MARGIN + TITLE,
                MARK));
        summary.note()
                .ifPresent(note ->
                        svg.append("<text x=\"0\" y=\"" + (NOTE - TITLE) + "\">" + escaped(note) + "</text>\n"));
        grid.edges().forEach(edge -> svg.append(connection(edge)));
        for (int i = 0; i < summary.rows().size(); i++) {
            svg.append(box(i, summary.rows().get(i)));
        }
        return svg.append("</g>\n</svg>\n").toString();
    }

    private String connection(Edge edge) {
        List<Point> points = routes.points(edge);
        return "<polyline fill=\"none\" stroke=\"#546e7a\" stroke-width=\"1.3\" marker-end=\"url(#arrow)\" points=\""
                + points.stream().map(point -> point.x() + "," + point.y()).collect(Collectors.joining(" "))
                + "\"/>\n";
    }

    private String box(int layer, Summary.Row row) {
        int x = routes.left(layer);
        int y = routes.top(layer);
        return String.format(
                Locale.ROOT,
                """
                <rect x="%d" y="%d" width="%d" height="%d" rx="5" fill="%s" stroke="#78909c"/>
                <text x="%d" y="%d" font-size="13" font-weight="bold">%s</text>
                <text x="%d" y="%d">%s</text>
                <text x="%d" y="%d">%s</text>
                <text x="%d" y="%d" text-anchor="end">%s</text>
                """,
                x,
                y,
                boxWidth,
                PlotRoutes.BOX_HEIGHT,
                LayerFamily.of(row).color(),
                x + PADDING,
                y + 17,
                escaped(shortened(row.name())),
                x + PADDING,
                y + 32,
                escaped(shortened(operators(row))),
                x + PADDING,
                y + 47,
                escaped(row.shape().toString()),
                x + boxWidth - PADDING,
                y + 47,
                parameters(row));
    }

    private static String operators(Summary.Row row) {
        return row.operators().stream().distinct().collect(Collectors.joining(", "));
    }

    private static String parameters(Summary.Row row) {
        return row.parameters() == 0 ? "" : Summary.grouped(row.parameters());
    }

    /** The room the longest line needs, in pixels: SVG cannot measure text, so a letter counts as a wide one. */
    private static int textWidth(Summary.Row row) {
        int name = 8 * shortened(row.name()).length();
        int operators = 6 * shortened(operators(row)).length();
        int numbers = 6 * (row.shape().toString().length() + parameters(row).length() + 4);
        return Math.max(name, Math.max(operators, numbers));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_LINE ? text : text.substring(0, LONGEST_LINE - 1) + "…";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
